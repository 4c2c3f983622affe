/** `missing` keeps the tool from working; a `warning` may, or will be mended by the tool itself. */
export type State = 'ok' | 'warning' | 'missing';

/** One thing that this machine needs, and how it stands. */
export interface Finding {
  readonly name: string;
  readonly state: State;
  /** What is there: a version, a number, or what is wrong. */
  readonly found: string;
  /**
   * What to do about it.
   * @default - nothing
   */
  readonly remedy?: string;
}
