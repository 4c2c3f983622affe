import { UserError } from '@eks-practice/errors/user-error';

/** Why something is not begun: it could not work, and AWS would say so late or not at all. */
export interface Refusal {
  /** The guard's name, as docs/guards.md lists it. */
  readonly guard: string;
  /** The field, its value and the numbers that speak against it. */
  readonly message: string;
  /** What to change, with a value that passes where there is one. */
  readonly remedy: string;
}

/**
 * @param what is refused, to begin the sentence, e.g. `Stage dev`
 * @throws {UserError} `refused`, with every refusal at once; nothing where there is none
 */
export function refuse(refusals: readonly Refusal[], what: string): void {
  if (refusals.length === 0) return;
  const count = refusals.length === 1 ? '1 reason' : `${refusals.length} reasons`;
  const list = refusals.map(({ guard, message, remedy }) => `  - ${guard}: ${message}\n    ${remedy}`);
  throw new UserError(`${what} cannot work as it is, for ${count}:\n${list.join('\n')}`, {
    code: 'refused',
    remedy: 'Nothing has been created or changed. Correct it and run the same command again.',
  });
}
