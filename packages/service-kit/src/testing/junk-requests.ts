import { METHODS } from 'node:http';
import fc from 'fast-check';

/** A request, as the bytes that go over the connection. */
export interface JunkRequest {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
}

/** How long and from where a fuzz test looks. A fault is printed with its seed and path, which find it again. */
export const looks = (numRuns: number): { readonly seed: number; readonly numRuns: number } => ({
  seed: Number(process.env.FUZZ_SEED ?? 20_261_128),
  numRuns: numRuns * Number(process.env.FUZZ_TIMES ?? 1),
});

const trouble = fc.constantFrom(
  ...[
    '',
    ' ',
    '%',
    '%%',
    '%0',
    '%00',
    '%zz',
    '%ff%fe',
    '%c0%ae',
    '%F0%9F',
    '..',
    '../../etc/passwd',
    '%2e%2e%2f',
    '\\',
  ],
  ...['__proto__', 'constructor', 'toString', 'hasOwnProperty', '[]', '[__proto__]', '{}', 'null', 'undefined', 'NaN'],
  ...['-0', '1e3', '0x10', '1.5', ' 5', '+5', '9'.repeat(400), '9007199254740993', '-9007199254740992', '١٢'],
  ...['<script>alert(1)</script>', "' OR 1=1 --", '${7*7}', '{{7*7}}', 'ſ', '\u0000', '\ufeff', '👩‍👩‍👧'],
);
const junk = fc.oneof(trouble, fc.string({ unit: 'binary', maxLength: 40 }), fc.string({ maxLength: 40 }));
const number = fc.oneof(fc.integer(), fc.maxSafeInteger(), fc.integer({ min: -2, max: 1002 })).map(String);

/** Latin1 only, as a connection carries it, and no line's end: a request of its own would begin there. */
const oneLine = (text: string): string =>
  Buffer.from(text)
    .toString('latin1')
    .replaceAll(/[\r\n]/g, '');

const encoded = fc.tuple(junk, fc.boolean()).map(([text, raw]) => {
  // Most travel as a client would send them; some as they are.
  return raw ? oneLine(text) : encodeURIComponent(text.toWellFormed());
});

/** A query of the parameters that are known, of others, and of what is neither. */
export function junkQuery(known: readonly string[]): fc.Arbitrary<string> {
  const name = fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...known) }, { weight: 1, arbitrary: encoded });
  const value = fc.oneof({ weight: 2, arbitrary: number }, { weight: 1, arbitrary: encoded });
  const pair = fc.oneof(
    { weight: 8, arbitrary: fc.tuple(name, value).map(([key, text]) => `${key}=${text}`) },
    { weight: 1, arbitrary: encoded },
  );
  return fc.array(pair, { maxLength: 5 }).map((pairs) => pairs.join('&'));
}

const headerNames = [
  ...[
    'accept',
    'accept-encoding',
    'accept-version',
    'authorization',
    'connection',
    'content-encoding',
    'content-length',
  ],
  ...[
    'content-type',
    'cookie',
    'expect',
    'forwarded',
    'if-none-match',
    'origin',
    'range',
    'te',
    'traceparent',
    'trailer',
  ],
  ...[
    'tracestate',
    'transfer-encoding',
    'upgrade',
    'x-forwarded-for',
    'x-http-method-override',
    'x-request-id',
    '__proto__',
  ],
];
const headerValue = fc.oneof(
  fc.constantFrom(
    '100-continue',
    'chunked',
    'gzip, chunked',
    'application/json',
    'text/plain',
    'websocket',
    'h2c',
    '-1',
  ),
  fc.constantFrom(
    '0',
    '5',
    '99999999999999999999',
    'bytes=0-1',
    '*',
    'keep-alive, Upgrade',
    'trailers',
    'a'.repeat(9000),
  ),
  fc.constantFrom('00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01', 'a=1,a=2,=,,', `a=${'b'.repeat(600)}`),
  junk.map(oneLine),
);
const headers = fc.array(fc.tuple(fc.oneof(fc.constantFrom(...headerNames), fc.string().map(oneLine)), headerValue), {
  maxLength: 4,
});

/** Requests that mostly find their way to a route of a service, and are wrong in some way or in none. */
export function junkRequest(paths: readonly string[], parameters: readonly string[]): fc.Arbitrary<JunkRequest> {
  const path = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...paths) },
    { weight: 1, arbitrary: encoded.map((text) => `/${text}`) },
  );
  const query = fc.oneof(
    fc.constant(''),
    junkQuery(parameters).map((text) => `?${text}`),
  );
  const method = fc.oneof(
    { weight: 6, arbitrary: fc.constant('GET') },
    { weight: 3, arbitrary: fc.constantFrom(...METHODS) },
    { weight: 1, arbitrary: fc.constantFrom('get', 'GETT', 'FOO', '', 'GET GET') },
  );
  return fc.record({ method, target: fc.tuple(path, query).map((parts) => parts.join('')), headers });
}

/** With a body that is mostly not what its headers say. */
export function requestBytes({ method, target, headers: given }: JunkRequest, body = ''): string {
  const lines = given.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  return `${method} ${target} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n${lines}\r\n${body}`;
}
