/** What every verb about a stage takes. */
export interface GlobalOptions extends JsonOption {
  /** The stage's name. */
  readonly stage: string;
}

/** What every verb takes that has a result. */
export interface JsonOption {
  /** Print the result as JSON, and no progress. */
  readonly json: boolean;
}
