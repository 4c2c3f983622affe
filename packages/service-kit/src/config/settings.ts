import * as z from 'zod';

/** A setting that is a whole number, `min` and `max` included, in the unit that its name or text says. */
export function wholeNumber(range: { readonly min: number; readonly max: number }) {
  const error = `must be a whole number from ${range.min} to ${range.max}`;
  return z
    .string({ error })
    .regex(/^\d{1,15}$/, { error, abort: true })
    .transform(Number)
    .refine((value) => value >= range.min && value <= range.max, { error });
}

/** A setting that is one of a few words. */
export function oneOf<const T extends readonly string[]>(words: T) {
  return z.enum(words, { error: `must be one of ${words.join(', ')}` });
}

/** A setting that is on or off. */
export const trueOrFalse = oneOf(['true', 'false']).transform((word) => word === 'true');

/** Where another service is: `host`, `host:port` or an http URL without a path; parsed to an origin like `http://host:80`. */
export const httpOrigin = z
  .string()
  .transform((text) => (text.includes('://') ? text : `http://${text}`))
  .refine(isHttpOrigin, { error: 'must be host, host:port or http://host:port, with nothing after it' })
  .transform((text) => new URL(text).origin);

function isHttpOrigin(text: string): boolean {
  const url = URL.parse(text);
  if (url?.protocol !== 'http:' || url.hostname === '') return false;
  // Credentials, a path or a query would be dropped without a word.
  return url.href === `${url.origin}/`;
}
