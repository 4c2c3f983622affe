import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Readiness } from '../health/readiness.ts';
import { requestIdHeader } from './request-id.ts';

export interface AnsweringPod {
  readonly podName: string;
  readonly readiness: Readiness;
  /**
   * Whether there is a page for people, which must load its own scripts and styles.
   * @default false
   */
  readonly showsPage?: boolean;
}

const headersOfData = {
  // An answer is what its content-type says, whatever it looks like.
  'x-content-type-options': 'nosniff',
  // Users are made up anew for each request, and a problem is of one request alone: nothing to keep for another.
  'cache-control': 'no-store',
} as const;

/**
 * What OWASP advises for answers that are data (https://cheatsheetseries.owasp.org/cheatsheets/REST_Security_Cheat_Sheet.html):
 * a browser that is made to show one runs nothing, loads nothing and frames nothing. `strict-transport-security` is for the
 * load balancer to say, where TLS ends.
 */
export const protectiveHeaders = {
  ...headersOfData,
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
} as const;

/** The headers of every answer, errors included. */
export function setAnswerHeaders(
  { podName, readiness, showsPage }: AnsweringPod,
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  reply.header('x-served-by', podName);
  reply.header(requestIdHeader, request.id);
  reply.headers(showsPage ? headersOfData : protectiveHeaders);
  // Decided when the answer goes, not when the request came: one that was in flight as the drain began counts too.
  if (readiness.draining) reply.header('connection', 'close');
}

export function addAnswerHeaders(server: FastifyInstance, pod: AnsweringPod): void {
  server.addHook('onSend', (request, reply, _payload, done) => {
    setAnswerHeaders(pod, request, reply);
    done();
  });
}
