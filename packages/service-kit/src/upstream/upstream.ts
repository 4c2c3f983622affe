import { Inject } from '@nestjs/common';
import type { ServiceDefinition, UpstreamName } from '../config/service-definition.ts';

/** What an upstream's client is injected by. */
export function upstreamToken(name: string): string {
  return `upstream ${name}`;
}

/**
 * Injects the client of a service that this one calls: `@Upstream(service, 'user-api') userApi: UpstreamClient`.
 * @param _definition says which names there are
 */
export function Upstream<D extends ServiceDefinition>(_definition: D, name: UpstreamName<D>): ParameterDecorator {
  return Inject(upstreamToken(name));
}
