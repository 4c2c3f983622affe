import { UserError, userErrorExitCode } from '@eks-practice/errors/user-error';

/** Says a mistake in .projenrc.ts without a stack, and ends with exit code 2; a bug keeps its stack. */
export function sayStatementMistake(error: unknown): never {
  const mistake = asMistake(error);
  if (!mistake) {
    console.error(error);
    process.exit(1);
  }
  console.error(`${mistake.message}\n${mistake.remedy}`);
  process.exit(userErrorExitCode);
}

/** That no service can call itself, or in a circle, follows from the language: a callee must have been stated. */
function asMistake(error: unknown): UserError | undefined {
  if (error instanceof UserError) return error;
  const early = error instanceof ReferenceError && /'(\w+)' before initialization/.exec(error.message)?.[1];
  if (!early) return undefined;
  return new UserError(`.projenrc.ts uses ${early} before it is stated.`, {
    code: 'used-before-stated',
    remedy: 'State a service before those that call it. None can call itself, and no two can call each other.',
    cause: error,
  });
}
