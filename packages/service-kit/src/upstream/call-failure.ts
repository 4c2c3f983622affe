import type { IncomingMessage } from 'node:http';
import { type AxiosError, isAxiosError } from 'axios';

/** Errors of a connection after which a GET may be sent again: nothing of an answer was received. */
const retryableCodes: ReadonlySet<string | undefined> = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE']);

/** Whether to try once more. An answer that broke off half-way is not: the upstream has done the work, and may do it again as badly. */
export function isRetryable(error: unknown): boolean {
  return isAxiosError(error) && !hasBegun(error) && retryableCodes.has(error.code);
}

/** How a call can end without an answer that is of use, from the outside in. */
export type CallFailure = 'unreachable' | 'broken-answer' | 'unknown';

/** What an error of the HTTP client means. `unknown` is none of the network's: a bug. */
export function callFailureOf(error: unknown): CallFailure {
  if (!isAxiosError(error)) return 'unknown';
  if (hasBegun(error) || error.code === 'ERR_BAD_RESPONSE') return 'broken-answer';
  // llhttp's codes: the upstream speaks, but not HTTP.
  if (error.code?.startsWith('HPE_')) return 'broken-answer';
  // System and resolver errors (ECONNREFUSED, ENOTFOUND, EHOSTUNREACH, ...); axios's own begin with ERR_.
  return error.code?.startsWith('E') && !error.code.startsWith('ERR_') ? 'unreachable' : 'unknown';
}

/**
 * Whether some of an answer came. A connection that is reset in mid-body fails the request, not the response, in Node;
 * axios then knows of no response, but Node's request has its own.
 */
function hasBegun({ request, response }: AxiosError): boolean {
  const { res } = (request ?? {}) as { res?: IncomingMessage | null };
  return Boolean(response ?? res);
}
