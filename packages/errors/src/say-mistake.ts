import { UserError, userErrorExitCode } from './user-error.ts';

/**
 * The end of a command that a user's mistake stopped: says it on standard error without a stack, with the exit code for
 * it. Every other error is thrown on.
 */
export function sayMistake(error: unknown): void {
  if (!(error instanceof UserError)) throw error;
  console.error(`${error.message}\n  ${error.remedy}`);
  process.exitCode = userErrorExitCode;
}
