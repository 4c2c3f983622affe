/** How a run came out: as promised, not as promised, or it says nothing since the run itself broke. */
export type Verdict = 'pass' | 'fail' | 'invalid';

/** 2 is left to a user's mistake. */
const exitCodes: Readonly<Record<Verdict, number>> = { pass: 0, fail: 1, invalid: 3 };

/** The exit code that tells a verdict to a script. */
export function exitCode(verdict: Verdict): number {
  return exitCodes[verdict];
}
