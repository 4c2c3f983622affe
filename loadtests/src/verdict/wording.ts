/** e.g. `1 request`, `12,345 requests`. */
export function count(number: number, noun: string): string {
  return `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`;
}

/** e.g. `12.3 s`. */
export function secondsText(seconds: number): string {
  return `${seconds.toLocaleString('en', { maximumFractionDigits: 1 })} s`;
}

/**
 * What k6's error codes mean, by its documentation; a status is 1000 + itself. 1000 is what it has no other code for: of plain
 * HTTP, a connection that ends before its answer does, and an answer that is not HTTP.
 */
const meanings: Readonly<Record<string, string>> = {
  1000: 'no whole answer',
  1050: 'timed out',
  1101: 'name not found',
  1201: 'connection closed',
  1211: 'connection timed out',
  1212: 'connection refused',
  1220: 'connection reset',
};

/** e.g. `3 x connection refused, 1 x status 503`. */
export function errorsText(errors: Readonly<Record<string, number>>): string {
  return Object.entries(errors)
    .sort(([, a], [, b]) => b - a)
    .map(([code, times]) => `${times} x ${errorText(code)}`)
    .join(', ');
}

/** e.g. `connection refused`, `status 503`. */
export function errorText(code: string): string {
  if (code === '') return 'no error code';
  return meanings[code] ?? (/^1[45]\d\d$/.test(code) ? `status ${code.slice(1)}` : `k6 error ${code}`);
}
