import { ConsoleLogger, type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest, FastifyServerOptions } from 'fastify';
import { type AnsweringPod, addAnswerHeaders, setAnswerHeaders } from './http/answer-headers.ts';
import { answerClientError, refuseUnusual } from './http/client-error.ts';
import { addRequestContext } from './http/request-context.ts';
import { serverOptions } from './http/server-options.ts';
import { contentOf } from './problems/content-of.ts';
import { answerProblem } from './problems/problem.filter.ts';

/** What Nest tells of each module and route as it starts is left out; what is wrong is not. */
const startUpLogger = new ConsoleLogger({ json: true, logLevels: ['warn', 'error', 'fatal'] });

export interface NestApplicationProps {
  readonly module: DynamicModule;
  readonly pod: AnsweringPod;
  /** On top of those that each server has; @default - none */
  readonly options?: FastifyServerOptions;
  /** Called with what the router itself refuses, such as a malformed URL, since that passes no hook; @default - nothing */
  readonly onRefused?: (request: FastifyRequest, reply: FastifyReply) => void;
}

/** An application, not initialised yet, of which every answer has our headers and every error is a problem document. */
export async function nestApplication(props: NestApplicationProps): Promise<NestFastifyApplication> {
  const { module, pod, options, onRefused } = props;
  const adapter = new FastifyAdapter({
    ...serverOptions,
    ...options,
    clientErrorHandler: (error, socket) => answerClientError(pod.podName, error, socket),
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) => {
      onRefused?.(request, reply);
      setAnswerHeaders(pod, request, reply);
      answerProblem(reply, request.id, contentOf(error));
    },
  });
  const application = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    logger: startUpLogger,
    abortOnError: false,
  });
  const server = adapter.getInstance<FastifyInstance>();
  refuseUnusual(server.server, pod.podName);
  addRequestContext(server);
  addAnswerHeaders(server, pod);
  return application;
}
