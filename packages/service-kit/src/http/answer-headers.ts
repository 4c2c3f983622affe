import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Readiness } from '../health/readiness.ts';
import { requestIdHeader } from './request-id.ts';

export interface AnsweringPod {
  readonly podName: string;
  readonly readiness: Readiness;
}

/** The headers of every answer, errors included. */
export function setAnswerHeaders(
  { podName, readiness }: AnsweringPod,
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  reply.header('x-served-by', podName);
  reply.header(requestIdHeader, request.id);
  // Decided when the answer goes, not when the request came: one that was in flight as the drain began counts too.
  if (readiness.draining) reply.header('connection', 'close');
}

export function addAnswerHeaders(server: FastifyInstance, pod: AnsweringPod): void {
  server.addHook('onSend', (request, reply, _payload, done) => {
    setAnswerHeaders(pod, request, reply);
    done();
  });
}
