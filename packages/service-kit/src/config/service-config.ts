import { hostname } from 'node:os';
import { z } from 'zod';
import { type Environment, parseEnvironment } from './environment.ts';
import { oneOf, wholeNumber } from './settings.ts';

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

/** The settings that every service has. */
function commonSettings(port: number) {
  return {
    /** The TCP port to listen on; @default the service's own */
    PORT: wholeNumber({ min: 1, max: 65_535 }).default(port),
    /** The least level that is logged. At `debug` each request is. */
    LOG_LEVEL: oneOf(logLevels).default('info'),
    /** Goes into each answer's `x-served-by` and each log line; @default the host's name, which in Kubernetes is the pod's */
    POD_NAME: z
      .string()
      .regex(/^[\w.-]{1,253}$/, { error: 'must be 1 to 253 letters, digits, dots, hyphens or underscores' })
      .default(() => hostname()),
    /**
     * How long to go on serving after SIGTERM, in seconds. 0 where the pod has a `preStop` sleep, which does the same
     * before the signal comes.
     */
    DRAIN_SECONDS: wholeNumber({ min: 0, max: 600 }).default(0),
  };
}

type CommonSettings = z.output<z.ZodObject<ReturnType<typeof commonSettings>>>;
type Settings<S extends z.ZodRawShape> = Readonly<{ service: string } & CommonSettings & z.output<z.ZodObject<S>>>;

/** What the kit itself reads, whichever the service; also the token to inject it by. */
export abstract class ServiceConfig {
  /** The service's name, as in the catalogue. */
  abstract readonly service: string;
  abstract readonly PORT: number;
  abstract readonly LOG_LEVEL: (typeof logLevels)[number];
  abstract readonly POD_NAME: string;
  abstract readonly DRAIN_SECONDS: number;
}

export type ServiceConfigClass<C extends ServiceConfig> = new (environment: Environment) => C;

/**
 * The base of a service's configuration class, which is type, parser and injection token in one:
 *
 * ```ts
 * export class ApiConfig extends serviceConfig({ service: 'api', port: 3000 }, { USER_API_HOST: httpOrigin }) {}
 * ```
 *
 * An instance has each setting under the name of its environment variable. Its constructor throws a UserError
 * (`invalid-environment`) that lists every fault.
 */
export function serviceConfig<S extends z.ZodRawShape>(
  { service, port }: { readonly service: string; readonly port: number },
  settings: S,
): ServiceConfigClass<Settings<S>> {
  const schema = z.object({ ...commonSettings(port), ...settings });
  abstract class Parsed extends ServiceConfig {
    readonly service = service;
    constructor(environment: Environment) {
      super();
      Object.assign(this, parseEnvironment(service, schema, environment));
    }
  }
  return Parsed as unknown as ServiceConfigClass<Settings<S>>;
}
