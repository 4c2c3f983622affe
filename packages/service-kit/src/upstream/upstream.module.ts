import { HttpModule, HttpService } from '@nestjs/axios';
import { type DynamicModule, Module, type Provider } from '@nestjs/common';
import { Registry } from 'prom-client';
import { ServiceConfig } from '../config/service-config.ts';
import type { ServiceDefinition } from '../config/service-definition.ts';
import { UpstreamMetrics } from '../metrics/upstream-metrics.ts';
import { type Tracing, tracingToken } from '../tracing/tracing.ts';
import { dropDefaults } from './lean-axios.ts';
import { UpstreamClient } from './upstream-client.ts';
import { upstreamToken } from './upstream.ts';

/** Gives the whole application an {@link UpstreamClient} for each service that it calls; inject one with `@Upstream`. */
@Module({})
export class UpstreamModule {
  /** @param definition from the service's `service.generated.ts` */
  static of({ upstreams }: ServiceDefinition): DynamicModule {
    const names = Object.keys(upstreams);
    return {
      module: UpstreamModule,
      global: true,
      // An axios of our own: what is done to its defaults is done to no other.
      imports: [HttpModule.register({})],
      providers: [
        {
          provide: UpstreamMetrics,
          useFactory: (registry: Registry) => new UpstreamMetrics(registry),
          inject: [Registry],
        },
        ...names.map(clientOf),
      ],
      exports: names.map(upstreamToken),
    };
  }
}

/** Each client has connections of its own, so that a slow upstream does not take those to another. */
function clientOf(name: string): Provider {
  return {
    provide: upstreamToken(name),
    useFactory: (
      http: HttpService,
      metrics: UpstreamMetrics,
      { service, upstreams }: ServiceConfig,
      tracing: Tracing | undefined,
    ) => {
      const options = upstreams.find((upstream) => upstream.name === name);
      if (!options) throw new RangeError(`${service}'s configuration was made for a definition without ${name}`);
      dropDefaults(http.axiosRef);
      return new UpstreamClient(http, metrics, options, tracing);
    },
    inject: [HttpService, UpstreamMetrics, ServiceConfig, { token: tracingToken, optional: true }],
  };
}
