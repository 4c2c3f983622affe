import { HttpModule, HttpService } from '@nestjs/axios';
import { type DynamicModule, Module, type Provider } from '@nestjs/common';
import { Registry } from 'prom-client';
import { ServiceConfig } from '../config/service-config.ts';
import type { ServiceDefinition } from '../config/service-definition.ts';
import { UpstreamMetrics } from '../metrics/upstream-metrics.ts';
import { UpstreamClient } from './upstream-client.ts';
import { upstreamToken } from './upstream.ts';

/** More than the largest answer that a contract allows, and little enough to hold in memory many times over; in bytes. */
const maxAnswerBytes = 1024 * 1024;

/** Gives the whole application an {@link UpstreamClient} for each service that it calls; inject one with `@Upstream`. */
@Module({})
export class UpstreamModule {
  /** @param definition from the service's `service.generated.ts` */
  static of({ upstreams }: ServiceDefinition): DynamicModule {
    const names = Object.keys(upstreams);
    return {
      module: UpstreamModule,
      global: true,
      imports: [
        HttpModule.register({
          headers: { accept: 'application/json', 'accept-encoding': 'identity' },
          // The answer's text and status are the client's to judge.
          responseType: 'text',
          transformResponse: [],
          validateStatus: () => true,
          maxRedirects: 0,
          maxContentLength: maxAnswerBytes,
          // HTTP_PROXY is for the world outside; a proxy would not find a service of the cluster.
          proxy: false,
        }),
      ],
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
    useFactory: (http: HttpService, metrics: UpstreamMetrics, { service, upstreams }: ServiceConfig) => {
      const options = upstreams.find((upstream) => upstream.name === name);
      if (!options) throw new RangeError(`${service}'s configuration was made for a definition without ${name}`);
      return new UpstreamClient(http, metrics, options);
    },
    inject: [HttpService, UpstreamMetrics, ServiceConfig],
  };
}
