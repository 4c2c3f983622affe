import { ConsoleLogger, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Logger } from 'nestjs-pino';
import type { ServiceConfig } from './config/service-config.ts';
import { Readiness } from './health/readiness.ts';
import { addAnswerHeaders, setAnswerHeaders } from './http/answer-headers.ts';
import { answerClientError } from './http/client-error.ts';
import { serverOptions } from './http/server-options.ts';
import { addRequestLog } from './logging/request-log.ts';
import { contentOf } from './problems/content-of.ts';
import { answerProblem } from './problems/problem.filter.ts';
import { ServiceModule } from './service.module.ts';

/** What Nest tells of each module and route as it starts is left out; what is wrong is not. */
const startUpLogger = new ConsoleLogger({ json: true, logLevels: ['warn', 'error', 'fatal'] });

/** A service that is assembled but does not listen yet: what `serve` starts, and what a test injects requests into. */
export async function createApplication(feature: Type, config: ServiceConfig): Promise<NestFastifyApplication> {
  const readiness = new Readiness();
  const pod = { podName: config.POD_NAME, readiness };
  const adapter = new FastifyAdapter({
    ...serverOptions,
    clientErrorHandler: (error, socket) => answerClientError(config.POD_NAME, error, socket),
    // What the router itself refuses, such as a malformed URL, passes no hook.
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) => {
      setAnswerHeaders(pod, request, reply);
      answerProblem(reply, request.id, contentOf(error));
    },
  });
  const application = await NestFactory.create<NestFastifyApplication>(
    ServiceModule.around(feature, config, readiness),
    adapter,
    { logger: startUpLogger, abortOnError: false },
  );
  const logger = application.get(Logger);
  const server = adapter.getInstance<FastifyInstance>();
  addAnswerHeaders(server, pod);
  if (config.LOG_LEVEL === 'debug' || config.LOG_LEVEL === 'trace') addRequestLog(server, logger);
  await application.init();
  application.useLogger(logger);
  return application;
}
