export interface UserErrorOptions {
  /** Stable and machine-readable, e.g. `docker-not-running`. */
  readonly code: string;
  /** What to do about it: a command or an edit, as one or more sentences. */
  readonly remedy: string;
  /** The lower-level error that showed it, for `--verbose`; never printed otherwise. */
  readonly cause?: unknown;
}

/**
 * Something that the user can mend: bad input, a missing prerequisite, a port in use. Printed as the message and the
 * remedy without a stack trace, and it ends the process with exit code 2. Every other error is a bug and keeps its stack.
 */
export class UserError extends Error {
  override readonly name = 'UserError';
  readonly code: string;
  readonly remedy: string;

  constructor(message: string, options: UserErrorOptions) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = options.code;
    this.remedy = options.remedy;
  }
}

/** The exit code for a user's mistake, as getopt and the shells use it. */
export const userErrorExitCode = 2;

/** An error's message without its class name; anything else as text. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
