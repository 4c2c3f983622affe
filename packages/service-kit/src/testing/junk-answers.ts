import fc from 'fast-check';
import { looks } from './junk-requests.ts';

/** What an upstream answers. */
export interface JunkAnswer {
  readonly status: number;
  readonly body: string;
}

/**
 * Gives a check many answers that an upstream should not give, and some that it may.
 * @param fields of the objects that a sound answer lists; in the answers they hold anything, or are missing
 */
export async function forJunkAnswers(
  fields: readonly string[],
  check: (answer: JunkAnswer) => Promise<void>,
): Promise<void> {
  const value = fc.oneof(fc.string(), fc.jsonValue());
  const entry = fc.record(Object.fromEntries(fields.map((field) => [field, value])), { requiredKeys: [] });
  const list = fc.array(entry, { maxLength: 3 }).map((entries) => JSON.stringify(entries));
  const body = fc.oneof(list, fc.json(), fc.string({ unit: 'binary' }));
  const status = fc.oneof(
    { weight: 3, arbitrary: fc.constant(200) },
    { weight: 1, arbitrary: fc.integer({ min: 200, max: 599 }) },
  );
  await fc.assert(fc.asyncProperty(fc.record({ status, body }), check), looks(200));
}
