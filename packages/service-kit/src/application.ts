import type { Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { Logger } from 'nestjs-pino';
import { Registry } from 'prom-client';
import type { ServiceConfig } from './config/service-config.ts';
import { Readiness } from './health/readiness.ts';
import { addRequestLimits } from './http/request-limits.ts';
import { addRequestLog } from './logging/request-log.ts';
import { RequestMetrics, addRequestMetrics } from './metrics/request-metrics.ts';
import { nestApplication } from './nest-application.ts';
import { addOpenApiPage } from './openapi/openapi-page.ts';
import { addOpenApiRoute, openApiPath } from './openapi/openapi-routes.ts';
import { ServiceModule } from './service.module.ts';
import { addRequestSpans, traceRequest } from './tracing/request-spans.ts';
import type { Tracing } from './tracing/tracing.ts';

/**
 * A service that is assembled but does not listen yet: what `serve` starts, and what a test injects requests into.
 * @param tracing whoever gives it stops it, after the application is closed; @default - no span is recorded
 */
export async function createApplication(
  feature: Type,
  config: ServiceConfig,
  tracing?: Tracing,
): Promise<NestFastifyApplication> {
  const readiness = new Readiness();
  const registry = new Registry();
  const metrics = new RequestMetrics(registry);
  const application = await nestApplication({
    module: ServiceModule.around(feature, { config, readiness, registry, tracing }),
    pod: { podName: config.POD_NAME, readiness, showsPage: config.OPENAPI_UI },
    onRefused: (request, reply) => {
      metrics.observe(request, reply);
      if (tracing) traceRequest(tracing, request, reply);
    },
  });
  const logger = application.get(Logger);
  const server = application.getHttpAdapter().getInstance() as FastifyInstance;
  addRequestMetrics(server, metrics);
  if (tracing) addRequestSpans(server, tracing);
  const inFlight = (): number => metrics.inFlight;
  addRequestLimits(server, { mostInFlight: config.MAX_REQUESTS_IN_FLIGHT, inFlight, alwaysAnswered: openApiPath });
  if (config.LOG_LEVEL === 'debug' || config.LOG_LEVEL === 'trace') addRequestLog(server, logger);
  addOpenApiRoute(application, server);
  if (config.OPENAPI_UI) await addOpenApiPage(application);
  await application.init();
  application.useLogger(logger);
  return application;
}
