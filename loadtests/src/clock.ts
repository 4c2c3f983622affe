/**
 * Now, in milliseconds since the Unix epoch. Everything that is recorded is stamped by this clock: it never jumps, and at
 * the start it agrees with the wall clock that k6 stamps its points with.
 */
export function now(): number {
  return performance.timeOrigin + performance.now();
}
