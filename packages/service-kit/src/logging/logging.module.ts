import type { DynamicModule } from '@nestjs/common';
import { LoggerModule } from 'nestjs-pino';
import { type LoggerOptions, stdTimeFunctions } from 'pino';
import type { ServiceConfig } from '../config/service-config.ts';
import { currentRequestIds } from '../http/request-context.ts';

/** What each log line has. */
export function loggerOptions(config: Pick<ServiceConfig, 'LOG_LEVEL' | 'service' | 'POD_NAME'>): LoggerOptions {
  return {
    level: config.LOG_LEVEL,
    base: { service: config.service, pod: config.POD_NAME },
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (level) => ({ level }) },
    // A copy, since pino writes the line's own fields into it.
    mixin: () => ({ ...currentRequestIds() }),
  };
}

/** JSON lines on standard output, written by the calling thread: a worker would be a second file to bundle. */
export function loggingModule(config: ServiceConfig): DynamicModule {
  return LoggerModule.forRoot({
    pinoHttp: loggerOptions(config),
    // No middleware: it serializes each request into a child logger, wanted or not. See request-log.ts.
    forRoutes: [],
  });
}
