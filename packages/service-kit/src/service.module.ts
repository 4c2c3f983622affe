import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { APP_FILTER, APP_PIPE } from '@nestjs/core';
import { Registry } from 'prom-client';
import { ServiceConfig } from './config/service-config.ts';
import { Readiness } from './health/readiness.ts';
import { loggingModule } from './logging/logging.module.ts';
import { ProblemFilter } from './problems/problem.filter.ts';
import { validationPipe } from './problems/validation.pipe.ts';
import { type Tracing, tracingToken } from './tracing/tracing.ts';

export interface ServiceParts {
  /** Can be injected everywhere by its own class, or by ServiceConfig. */
  readonly config: ServiceConfig;
  readonly readiness: Readiness;
  /** For metrics of the service's own, besides those that the kit makes. */
  readonly registry: Registry;
  /** Undefined where no span is recorded. */
  readonly tracing: Tracing | undefined;
}

/** What every service has, around the modules of its own. */
@Module({})
export class ServiceModule {
  static around(feature: Type, { config, readiness, registry, tracing }: ServiceParts): DynamicModule {
    return {
      module: ServiceModule,
      global: true,
      imports: [loggingModule(config), feature],
      providers: [
        { provide: config.constructor as Type, useValue: config },
        { provide: ServiceConfig, useValue: config },
        { provide: Readiness, useValue: readiness },
        { provide: Registry, useValue: registry },
        { provide: tracingToken, useFactory: () => tracing },
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_PIPE, useFactory: validationPipe },
      ],
      exports: [config.constructor as Type, ServiceConfig, Registry, tracingToken],
    };
  }
}
