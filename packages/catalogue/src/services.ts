import { generatedServices } from './services.generated.ts';

/** A service as .projenrc.ts states it. */
export interface Service {
  /** Unique; names the package, the image and the Kubernetes objects. */
  readonly name: string;
  /** The TCP port it listens on, in development and in its container. */
  readonly port: number;
  /** The TCP port of its health and metrics; no Service and no LoadBalancer leads there. */
  readonly adminPort: number;
  /** The path of its main endpoint, a GET, e.g. `/users`. */
  readonly path: string;
  /** The environment variable in which its callers find where it is, e.g. `USER_API_HOST`. */
  readonly hostVariable: string;
  /** Names of the services that it calls over HTTP. */
  readonly calls: readonly string[];
  /** Whether a LoadBalancer shows it to the world. */
  readonly public: boolean;
}

/** Every service of the repository, in the order of their statements. */
export const services: readonly Service[] = generatedServices;

/** The services that the world may reach; the first one is what a command means that names none. */
export const publicServices: readonly Service[] = services.filter((service) => service.public);

/** @throws {RangeError} where the catalogue has no service of that name */
export function serviceNamed(name: string): Service {
  const found = services.find((service) => service.name === name);
  if (!found) throw new RangeError(`no service is called ${name}`);
  return found;
}

/** The services that call the one of that name. */
export function callersOf(name: string): readonly Service[] {
  return services.filter(({ calls }) => calls.includes(name));
}

/** Names of the services that a request to one of them may lead to, itself included. */
export function reachedFrom(service: string): Set<string> {
  const reached = new Set([service]);
  // A set goes on to what is added to it while it is walked through.
  for (const name of reached) for (const callee of serviceNamed(name).calls) reached.add(callee);
  return reached;
}
