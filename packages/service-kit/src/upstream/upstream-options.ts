/** Where an upstream is, and how long to wait for it. */
export abstract class UpstreamOptions {
  /** Its name in logs and in the `detail` of problems. */
  abstract readonly name: string;
  /** E.g. `http://localhost:4000`. */
  abstract readonly origin: string;
  /** For one call, from its start to the last byte of the answer, the retry included; in milliseconds. */
  abstract readonly deadlineMs: number;
}
