import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Logger } from 'nestjs-pino';
import { Registry, collectDefaultMetrics } from 'prom-client';
import { ServiceConfig } from '../config/service-config.ts';
import { Readiness } from '../health/readiness.ts';
import { nestApplication } from '../nest-application.ts';
import { AdminModule } from './admin.module.ts';

/**
 * What is not for a service's callers, as an application of its own for a port of its own: `/healthz`, `/readyz`
 * and `/metrics`.
 * It answers for the given application, and goes on doing so while that one closes.
 */
export async function createAdminApplication(service: NestFastifyApplication): Promise<NestFastifyApplication> {
  const readiness = service.get(Readiness);
  const registry = service.get<Registry>(Registry);
  // Here, because they cost a timer and an observer, and are the process's more than the service's.
  collectDefaultMetrics({ register: registry });
  const admin = await nestApplication({
    module: AdminModule.of(readiness, registry),
    pod: { podName: service.get(ServiceConfig).POD_NAME, readiness },
    // Whoever scrapes keeps a connection; nobody waits for the answer of a process that is at its end.
    options: { forceCloseConnections: true },
  });
  await admin.init();
  admin.useLogger(service.get(Logger));
  return admin;
}
