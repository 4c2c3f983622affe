import { UserError } from '@eks-practice/errors/user-error';
import * as z from 'zod';

/** Variables by name, as in `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the settings that a schema names. A variable that is set to the empty text counts as absent, as
 * `docker run -e NAME=` leaves it. Messages must not repeat the value: it may be a secret, and they go to the log.
 * @param service whose settings they are, for the message
 * @throws {UserError} `invalid-environment`, listing every fault at once
 */
export function parseEnvironment<T>(service: string, schema: z.ZodType<T>, environment: Environment): T {
  const present = Object.entries(environment).filter(([, value]) => value !== undefined && value !== '');
  const parsed = schema.safeParse(Object.fromEntries(present));
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path, message }) => `  - ${path.join('.')}: ${message}`);
  const count = faults.length === 1 ? '1 fault' : `${faults.length} faults`;
  throw new UserError(`${service} cannot start: its environment has ${count}:\n${faults.join('\n')}`, {
    code: 'invalid-environment',
    remedy: 'Set these variables rightly, or leave out those that have a default.',
  });
}
