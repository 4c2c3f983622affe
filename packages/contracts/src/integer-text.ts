import * as z from 'zod';

/**
 * A whole number in decimal text, as a query string carries it; parsed to a number. Stricter than `Number(text)`, to
 * which the empty text is 0 and `1e3` a thousand.
 */
export function integerText(range: { readonly min: number; readonly max: number }) {
  const error = `must be a whole number from ${range.min} to ${range.max}`;
  return z
    .string({ error })
    .regex(/^-?\d{1,16}$/, { error, abort: true })
    .transform(Number)
    .pipe(z.int({ error, abort: true }).min(range.min, { error }).max(range.max, { error }));
}
