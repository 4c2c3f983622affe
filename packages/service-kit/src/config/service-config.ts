import * as z from 'zod';
import type { TracingOptions } from '../tracing/tracing-options.ts';
import type { UpstreamOptions } from '../upstream/upstream-options.ts';
import { commonSettings, type logLevels } from './common-settings.ts';
import { type Environment, parseEnvironment } from './environment.ts';
import type { ServiceDefinition } from './service-definition.ts';
import { tracingOptions, tracingSettings } from './tracing-settings.ts';
import { type UpstreamSettings, upstreamOptions, upstreamSettings } from './upstream-settings.ts';

/** What the kit itself reads, whichever the service; also the token to inject it by. */
export abstract class ServiceConfig {
  /** The service's name, as in the catalogue. */
  abstract readonly service: string;
  abstract readonly LISTEN_ADDRESS: string;
  abstract readonly PORT: number;
  abstract readonly ADMIN_PORT: number;
  abstract readonly LOG_LEVEL: (typeof logLevels)[number];
  abstract readonly POD_NAME: string;
  abstract readonly DRAIN_SECONDS: number;
  abstract readonly MAX_REQUESTS_IN_FLIGHT: number;
  abstract readonly OPENAPI_UI: boolean;
  /** Undefined where no span is recorded. */
  abstract readonly tracing: TracingOptions | undefined;
  /** One for each service that it calls. */
  abstract readonly upstreams: readonly UpstreamOptions[];
}

export type ServiceConfigClass<C extends ServiceConfig> = new (environment: Environment) => C;

type Settings<D extends ServiceDefinition, S extends z.ZodRawShape> = Pick<ServiceConfig, keyof ServiceConfig> &
  UpstreamSettings<D> &
  Readonly<z.output<z.ZodObject<S>>>;

/**
 * The base of a service's configuration class, which is type, parser and injection token in one:
 *
 * ```ts
 * export class ApiConfig extends serviceConfig(service) {}
 * ```
 *
 * An instance has each setting under the name of its environment variable. Its constructor throws a UserError
 * (`invalid-environment`) that lists every fault.
 * @param definition from the service's `service.generated.ts`
 * @param settings the service's own, besides those that follow from its definition; @default - none
 */
export function serviceConfig<D extends ServiceDefinition, S extends z.ZodRawShape = Record<never, never>>(
  definition: D,
  settings?: S,
): ServiceConfigClass<Settings<D, S>> {
  const schema = z
    .object({ ...commonSettings(definition), ...tracingSettings, ...upstreamSettings(definition), ...settings })
    .refine(({ PORT, ADMIN_PORT }) => PORT !== ADMIN_PORT, {
      path: ['ADMIN_PORT'],
      error: 'must not be the same as PORT',
      // Also where other settings are wrong: every fault is listed.
      when: () => true,
    });
  abstract class Parsed extends ServiceConfig {
    readonly service = definition.name;
    readonly upstreams: readonly UpstreamOptions[];
    readonly tracing: TracingOptions | undefined;
    constructor(environment: Environment) {
      super();
      const parsed = parseEnvironment(definition.name, schema, environment);
      Object.assign(this, parsed);
      this.upstreams = upstreamOptions(definition, parsed);
      this.tracing = tracingOptions(definition, parsed, parsed.POD_NAME);
    }
  }
  return Parsed as unknown as ServiceConfigClass<Settings<D, S>>;
}
