import * as z from 'zod';
import { integerText } from './integer-text.ts';

/** Bounds of the answer's length, both inclusive. */
export const userCount = {
  /** Without `count`, the answer's length is random between these. */
  random: { min: 10, max: 100 },
  /** What `count` may ask for. */
  requested: { min: 1, max: 1000 },
} as const;

/** Not empty. A template, since zod checks a string's `min` apart from its type, and an answer's names took thrice as long. */
const name = z
  .templateLiteral([z.string().min(1)], { error: 'must be text that is not empty' })
  // The OpenAPI document says it plainly instead of by the template's pattern.
  .meta({ minLength: 1, pattern: undefined });

const user = z.object({ firstName: name, lastName: name }).meta({ id: 'User' });
export type User = z.output<typeof user>;

/** An answer of user-api. A field that a newer user-api adds is dropped, not refused, so that it can be deployed first. */
export const users = z.array(user).max(userCount.requested.max).describe('Random users.');
export type Users = z.output<typeof users>;

/**
 * The query of both services. An unknown parameter is refused: a misspelt `seed` that is ignored would quietly answer
 * with users that cannot be had again.
 */
export const usersQuery = z.strictObject({
  count: integerText(userCount.requested)
    .optional()
    .describe(`How many users; by default a random number from ${userCount.random.min} to ${userCount.random.max}.`),
  seed: integerText({ min: Number.MIN_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER })
    .optional()
    .describe('The same seed (and count) gives the same users; by default they differ each time.'),
});
export type UsersQuery = z.output<typeof usersQuery>;
