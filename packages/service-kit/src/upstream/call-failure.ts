import { isAxiosError } from 'axios';

/** Errors of a connection after which a GET may be sent again: nothing of an answer was received. */
const retryableCodes: ReadonlySet<string | undefined> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  // undici's, for a connection that the other side closed.
  'UND_ERR_SOCKET',
]);

/** Whether to try once more. An answer that broke off half-way is not: the upstream has done the work, and may do it again as badly. */
export function isRetryable(error: unknown): boolean {
  return isAxiosError(error) && !error.response && retryableCodes.has(error.code);
}

/** How a call can end without an answer that is of use, from the outside in. */
export type CallFailure = 'unreachable' | 'broken-answer' | 'unknown';

/** The upstream speaks, but not HTTP, or its head is larger than undici allows. */
const brokenHead = /^(HTTPParserError$|HPE_|UND_ERR_HEADERS_OVERFLOW$)/;

/**
 * No connection, or none that lasted: system and resolver errors (ECONNREFUSED, ENOTFOUND, EHOSTUNREACH, ...), and
 * undici's. axios's own begin with ERR_.
 */
const noConnection = /^(E(?!RR_)|UND_ERR_SOCKET$|UND_ERR_CONNECT_TIMEOUT$)/;

/** What an error of the HTTP client means. `unknown` is none of the network's: a bug. */
export function callFailureOf(error: unknown): CallFailure {
  if (!isAxiosError(error)) return 'unknown';
  const { code = '', response } = error;
  // An answer that has begun is there, as far as it came.
  if (response || brokenHead.test(code)) return 'broken-answer';
  return noConnection.test(code) ? 'unreachable' : 'unknown';
}
