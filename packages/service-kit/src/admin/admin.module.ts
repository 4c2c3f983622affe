import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { TerminusModule } from '@nestjs/terminus';
import { Registry } from 'prom-client';
import { HealthController } from '../health/health.controller.ts';
import { Readiness } from '../health/readiness.ts';
import { MetricsController } from '../metrics/metrics.controller.ts';
import { ProblemFilter } from '../problems/problem.filter.ts';

/** The routes of the admin port. */
@Module({})
export class AdminModule {
  static of(readiness: Readiness, registry: Registry): DynamicModule {
    return {
      module: AdminModule,
      // Its logger is off: a drain fails readiness on purpose, at every probe.
      imports: [TerminusModule.forRoot({ logger: false })],
      controllers: [HealthController, MetricsController],
      providers: [
        { provide: Readiness, useValue: readiness },
        { provide: Registry, useValue: registry },
        { provide: APP_FILTER, useClass: ProblemFilter },
      ],
    };
  }
}
