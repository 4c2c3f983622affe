import { type DynamicModule, Module } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import { HealthController } from './health.controller.ts';
import { Readiness } from './readiness.ts';

/** `/healthz` and `/readyz`. */
@Module({})
export class HealthModule {
  static of(readiness: Readiness): DynamicModule {
    return {
      module: HealthModule,
      // Its logger is off: a drain fails readiness on purpose, at every probe.
      imports: [TerminusModule.forRoot({ logger: false })],
      controllers: [HealthController],
      providers: [{ provide: Readiness, useValue: readiness }],
      exports: [Readiness],
    };
  }
}
