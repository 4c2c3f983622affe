/** Where an upstream is, and how long to wait for it. */
export interface UpstreamOptions {
  /** Its name in logs, metrics and in the `detail` of problems. */
  readonly name: string;
  /** E.g. `http://localhost:4000`. */
  readonly origin: string;
  /** For one call, from its start to the last byte of the answer, the retry included; in milliseconds. */
  readonly deadlineMs: number;
}
