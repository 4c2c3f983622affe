import { randomUUID } from 'node:crypto';
import { type IncomingMessage, type Server, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { problemDocument, problemMediaType } from '../problems/problem.ts';
import { protectiveHeaders } from './answer-headers.ts';
import { requestIdHeader } from './request-id.ts';

/** Node's error codes for what could not be read as a request; any other is a 400. */
const statuses: Readonly<Record<string, number>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 408,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  HPE_HEADER_OVERFLOW: 431,
};

/** Answers what is not HTTP, which never becomes a request, and ends the connection. */
export function answerClientError(podName: string, error: Error & { code?: string }, socket: Duplex): void {
  if (error.code === 'ECONNRESET') socket.destroy();
  else answerOnSocket(podName, statuses[error.code ?? ''] ?? 400, socket);
}

/**
 * Answers what Node would answer by itself, or not at all, past every hook: an `Expect` that is not `100-continue`, and a
 * caller that takes us for a proxy.
 */
export function refuseUnusual(server: Server, podName: string): void {
  server.on('checkExpectation', ({ socket }: IncomingMessage) => answerOnSocket(podName, 417, socket));
  server.on('connect', (_request, socket) => answerOnSocket(podName, 405, socket));
}

function answerOnSocket(podName: string, status: number, socket: Duplex): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const requestId = randomUUID();
  const body = JSON.stringify(problemDocument({ status }, requestId));
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    `content-type: ${problemMediaType}`,
    `content-length: ${Buffer.byteLength(body)}`,
    `x-served-by: ${podName}`,
    `${requestIdHeader}: ${requestId}`,
    ...Object.entries(protectiveHeaders).map(([name, value]) => `${name}: ${value}`),
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
