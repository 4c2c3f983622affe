import type { Server } from 'node:http';
import { UserError } from '@eks-practice/errors/user-error';
import type { Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createAdminApplication } from './admin/admin-application.ts';
import { createApplication } from './application.ts';
import type { ServiceConfig } from './config/service-config.ts';
import { Readiness } from './health/readiness.ts';
import { type DrainSteps, drain } from './lifecycle/drain.ts';
import { startTracing } from './tracing/start-tracing.ts';
import type { Tracing } from './tracing/tracing.ts';

/** A service that listens on both of its ports. */
export class RunningService {
  private readonly application: NestFastifyApplication;
  private readonly admin: NestFastifyApplication;
  private readonly tracing: Tracing | undefined;

  private constructor(
    application: NestFastifyApplication,
    admin: NestFastifyApplication,
    tracing: Tracing | undefined,
  ) {
    this.application = application;
    this.admin = admin;
    this.tracing = tracing;
  }

  /** @throws {UserError} `port-in-use` */
  static async start(feature: Type, config: ServiceConfig): Promise<RunningService> {
    const tracing = await startTracing(config);
    const application = await createApplication(feature, config, tracing);
    const service = new RunningService(application, await createAdminApplication(application), tracing);
    try {
      await service.listen(config);
    } catch (error) {
      await service.close();
      throw portInUse(error, config) ?? error;
    }
    return service;
  }

  /** As {@link drain} has it; readiness can be asked to the end. @returns the exit code */
  async drain(steps: Pick<DrainSteps, 'serveSeconds' | 'sleep' | 'log'>): Promise<0 | 1> {
    const { application } = this;
    const exitCode = await drain({
      ...steps,
      failReadiness: () => application.get(Readiness).startDraining(),
      close: () => application.close(),
      cut: () => (application.getHttpServer() as Server).closeAllConnections(),
    });
    // The spans of the last answers are among those that it exports.
    await this.tracing?.stop();
    await this.admin.close();
    return exitCode;
  }

  private async listen({ LISTEN_ADDRESS, PORT, ADMIN_PORT }: ServiceConfig): Promise<void> {
    await this.application.listen(PORT, LISTEN_ADDRESS);
    // Second, so that whoever finds it ready can send it requests.
    await this.admin.listen(ADMIN_PORT, LISTEN_ADDRESS);
  }

  private async close(): Promise<void> {
    await this.application.close();
    await this.tracing?.stop();
    await this.admin.close();
  }
}

function portInUse(error: unknown, { ADMIN_PORT }: ServiceConfig): UserError | undefined {
  if (!isSystemError(error) || error.code !== 'EADDRINUSE') return undefined;
  const variable = error.port === ADMIN_PORT ? 'ADMIN_PORT' : 'PORT';
  return new UserError(`Port ${error.port} is in use.`, {
    code: 'port-in-use',
    remedy: `Stop what listens there, or set ${variable} to another.`,
  });
}

function isSystemError(error: unknown): error is { readonly code: string; readonly port: number } {
  return typeof error === 'object' && error !== null && 'code' in error && 'port' in error;
}
