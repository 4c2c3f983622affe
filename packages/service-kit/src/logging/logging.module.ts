import type { DynamicModule } from '@nestjs/common';
import { LoggerModule } from 'nestjs-pino';
import { stdTimeFunctions } from 'pino';
import type { ServiceConfig } from '../config/service-config.ts';

/** JSON lines on standard output, written by the calling thread: a worker would be a second file to bundle. */
export function loggingModule(config: ServiceConfig): DynamicModule {
  return LoggerModule.forRoot({
    pinoHttp: {
      level: config.LOG_LEVEL,
      base: { service: config.service, pod: config.POD_NAME },
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (level) => ({ level }) },
    },
    // No middleware: it serializes each request into a child logger, wanted or not. See request-log.ts.
    forRoutes: [],
  });
}
