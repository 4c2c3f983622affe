/** What every verb takes. */
export interface GlobalOptions {
  /** The stage's name. */
  readonly stage: string;
  /** Print the result as JSON, and no progress. */
  readonly json: boolean;
}
