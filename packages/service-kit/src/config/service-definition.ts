/** A service that another calls. */
export interface UpstreamDefinition {
  /** The environment variable that says where it is, e.g. `USER_API_HOST`. */
  readonly hostVariable: string;
  /** The TCP port it listens on in development. */
  readonly port: number;
}

/** A service as its `service.generated.ts` has it, from its statement in .projenrc.ts. */
export interface ServiceDefinition {
  readonly name: string;
  /** The TCP port of its endpoints. */
  readonly port: number;
  /** The TCP port of its health and metrics. */
  readonly adminPort: number;
  /** The services that it calls, by name. */
  readonly upstreams: Readonly<Record<string, UpstreamDefinition>>;
}

/** The names of the services that a service calls. */
export type UpstreamName<D extends ServiceDefinition> = keyof D['upstreams'] & string;
