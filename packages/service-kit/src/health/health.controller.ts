import { Controller, Get } from '@nestjs/common';
import { HealthCheck, type HealthCheckResult, HealthCheckService, HealthIndicatorService } from '@nestjs/terminus';
import { Readiness } from './readiness.ts';

/** The admin port has no OpenAPI document; else terminus would load all that makes one. */
const undocumented = { noCache: true, swaggerDocumentation: false };

@Controller()
export class HealthController {
  constructor(
    private readonly health: HealthCheckService,
    private readonly indicators: HealthIndicatorService,
    private readonly readiness: Readiness,
  ) {}

  /** Whether the process answers at all: a restart helps against nothing else. */
  @Get('healthz')
  @HealthCheck(undocumented)
  liveness(): Promise<HealthCheckResult> {
    return this.health.check([]);
  }

  /** Whether to send it requests. Says nothing of upstreams: all pods would leave at once when one fails. */
  @Get('readyz')
  @HealthCheck(undocumented)
  ready(): Promise<HealthCheckResult> {
    const drain = this.indicators.check('drain');
    return this.health.check([() => (this.readiness.draining ? drain.down('draining') : drain.up())]);
  }
}
