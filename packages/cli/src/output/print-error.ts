import { styleText } from 'node:util';
import { UserError, userErrorExitCode } from '@eks-practice/errors/user-error';
import { Interrupted } from '../stopping/interrupted.ts';
import { columnsOf, wrapped } from './wrapped.ts';

/** The exit code for a bug of ours: EX_SOFTWARE of sysexits.h, apart from the verdicts' 1 and 3. */
const bugExitCode = 70;

export function exitCodeOf(error: unknown): number {
  if (error instanceof Interrupted) return error.exitCode;
  return error instanceof UserError ? userErrorExitCode : bugExitCode;
}

/**
 * A user's mistake as its message and remedy; a bug with its stack.
 * @param columns how wide the terminal is
 */
export function errorText(error: unknown, columns: number = columnsOf(process.stderr)): string {
  if (error instanceof UserError) {
    const remedy = error.remedy.replaceAll(/^(?=.)/gm, '  ');
    return wrapped(`${styleText('red', '✖', { stream: process.stderr })} ${error.message}\n${remedy}`, columns);
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** On standard error, so that a pipe carries results only. */
export function printError(error: unknown, { json }: { json: boolean }): void {
  if (json && error instanceof UserError) {
    const { code, message, remedy } = error;
    console.error(JSON.stringify({ error: { code, message, remedy } }));
  } else {
    console.error(errorText(error));
  }
}
