/**
 * What a server takes of a caller at most, and how long it waits for it; sizes in bytes, times in milliseconds.
 * Why these: docs/decisions/0021-limits.md.
 */
export const limits = {
  /** A request's body; more is answered with 413. */
  body: 16 * 1024,
  /** A request's first line and headers, together; more is answered with 431. Node's own default, but said. */
  head: 16 * 1024,
  /** A request's path and query; more is answered with 414. All that our routes know fits a twentieth of it. */
  url: 2048,
  /** From the first byte until the last header; later is answered with 408. */
  headersTimeout: 5000,
  /** From the first byte until the last of the body; later is answered with 408. */
  requestTimeout: 10_000,
  /** How often Node looks for who is late, so by how much more a limit of time may be overrun. Its default is 30 s. */
  lateCheckInterval: 2000,
} as const;

/** What a caller who is told to come later should wait, in seconds: about what it takes to work off a full house. */
export const retryAfterSeconds = 1;
