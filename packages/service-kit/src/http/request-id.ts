import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

export const requestIdHeader = 'x-request-id';

/** What tracing systems use (UUID, ULID, hex, base64); short, and with nothing that could forge a log line or a header. */
const sane = /^[\w.:=+/-]{1,128}$/;

/** The caller's request id where it is a sane one, else a new UUID. */
export function requestIdOf({ headers }: Pick<IncomingMessage, 'headers'>): string {
  const given = headers[requestIdHeader];
  return typeof given === 'string' && sane.test(given) ? given : randomUUID();
}
