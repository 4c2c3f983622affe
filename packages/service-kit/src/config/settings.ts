import * as z from 'zod';

interface Range {
  readonly min: number;
  readonly max: number;
}

/** A setting that is a whole number, `min` and `max` included, in the unit that its name or text says. */
export function wholeNumber(range: Range) {
  return numberIn(range, /^\d{1,15}$/, 'a whole number');
}

/** A setting that is a number with or without decimals, `min` and `max` included. */
export function decimal(range: Range) {
  return numberIn(range, /^\d{1,15}(\.\d{1,15})?$/, 'a number');
}

function numberIn({ min, max }: Range, written: RegExp, what: string) {
  const error = `must be ${what} from ${min} to ${max}`;
  return z
    .string({ error })
    .regex(written, { error, abort: true })
    .transform(Number)
    .refine((value) => value >= min && value <= max, { error });
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

/** A URL to add paths to, of http or https. */
export const httpUrl = z.string().refine(isHttpUrl, {
  error: 'must be an http or https URL without user, query or fragment, e.g. http://collector:4318',
});

/** Values by name, as OpenTelemetry writes them: `name=value,name=value`, each value percent-encoded. */
export const namedValues = z
  .string()
  .refine((text) => pairsOf(text) !== undefined, {
    error: 'must be name=value, with commas between several, and what is no plain letter in a value percent-encoded',
  })
  .transform((text): Record<string, string> => Object.fromEntries(pairsOf(text) ?? []));

function isHttpUrl(text: string): boolean {
  const url = URL.parse(text);
  if (!url || !/^https?:$/.test(url.protocol)) return false;
  // Keys belong into a header: a URL is logged.
  return url.username === '' && url.password === '' && url.search === '' && url.hash === '';
}

/** Undefined where one of them is not a name (a token, as HTTP has it) and a value without control characters. */
function pairsOf(text: string): [string, string][] | undefined {
  try {
    return text.split(',').map((pair) => {
      const [, name = '', encoded = ''] = /^\s*([\w!#$%&'*+.^`|~-]+)\s*=(.*)$/.exec(pair) ?? [];
      const value = decodeURIComponent(encoded.trim());
      if (name === '' || /\p{Cc}/u.test(value)) throw new URIError();
      return [name, value];
    });
  } catch {
    return undefined;
  }
}

function isHttpOrigin(text: string): boolean {
  const url = URL.parse(text);
  if (url?.protocol !== 'http:' || url.hostname === '') return false;
  // Credentials, a path or a query would be dropped without a word.
  return url.href === `${url.origin}/`;
}
