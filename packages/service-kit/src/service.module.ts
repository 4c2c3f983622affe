import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { APP_FILTER, APP_PIPE } from '@nestjs/core';
import { ServiceConfig } from './config/service-config.ts';
import { HealthModule } from './health/health.module.ts';
import type { Readiness } from './health/readiness.ts';
import { loggingModule } from './logging/logging.module.ts';
import { ProblemFilter } from './problems/problem.filter.ts';
import { validationPipe } from './problems/validation.pipe.ts';

/** What every service has, around the modules of its own. */
@Module({})
export class ServiceModule {
  /** @param config can be injected everywhere by its own class, or by ServiceConfig */
  static around(feature: Type, config: ServiceConfig, readiness: Readiness): DynamicModule {
    return {
      module: ServiceModule,
      global: true,
      imports: [loggingModule(config), HealthModule.of(readiness), feature],
      providers: [
        { provide: config.constructor as Type, useValue: config },
        { provide: ServiceConfig, useValue: config },
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_PIPE, useFactory: validationPipe },
      ],
      exports: [config.constructor as Type, ServiceConfig],
    };
  }
}
