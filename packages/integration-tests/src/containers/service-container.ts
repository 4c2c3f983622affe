import { type Service, reachedFrom, serviceNamed } from '@eks-practice/catalogue/services';
import { readImageRecord } from '@eks-practice/images/service-image';
import { type StartedTestContainer, Wait } from 'testcontainers';
import { TestContainer } from './test-container.ts';
import type { TestNetwork } from './test-network.ts';

/**
 * A service in its real image, as restricted as Kubernetes runs it: the user that the image names, a root file system
 * that cannot be written to, and no capability.
 */
class ServiceContainer extends TestContainer {
  constructor(image: string) {
    super(image);
    this.hostConfig.ReadonlyRootfs = true;
    this.hostConfig.CapDrop = ['ALL'];
    this.hostConfig.SecurityOpt = ['no-new-privileges'];
  }
}

export interface ServiceOptions {
  /**
   * The image to run.
   * @default - what the service's `image` target made
   */
  readonly image?: string;
  /**
   * What the others on the network find it by.
   * @default the service's name
   */
  readonly alias?: string;
  /**
   * Over the defaults, by which it finds each service that it calls by that one's name.
   * @default - nothing
   */
  readonly environment?: Readonly<Record<string, string>>;
}

/** Starts a service on a network, and waits until it is ready. */
export async function startService(
  network: TestNetwork,
  service: Service,
  { alias = service.name, environment = {}, image }: ServiceOptions = {},
): Promise<StartedTestContainer> {
  const { port, adminPort } = service;
  const container = new ServiceContainer(image ?? (await imageOf(service)))
    .withExposedPorts(port, adminPort)
    .withEnvironment({ PORT: String(port), ADMIN_PORT: String(adminPort), ...upstreamHosts(service), ...environment })
    .withWaitStrategy(Wait.forHttp('/readyz', adminPort, { abortOnContainerExit: true }).forStatusCode(200));
  return network.run(container, alias);
}

/** Starts all that a service needs around it: those that it calls, and those that they call. */
export async function startUpstreams(network: TestNetwork, service: Service): Promise<void> {
  const upstreams = [...reachedFrom(service.name)].filter((name) => name !== service.name).map(serviceNamed);
  await Promise.all(upstreams.map((upstream) => startService(network, upstream)));
}

function upstreamHosts({ calls }: Service): Record<string, string> {
  return Object.fromEntries(
    calls.map(serviceNamed).map(({ name, port, hostVariable }) => [hostVariable, `${name}:${port}`]),
  );
}

/** A service's image, as its `image` target left it. */
export async function imageOf({ name }: Service): Promise<string> {
  return (await readImageRecord(name)).reference;
}

/** Where a container's port is to be reached from this machine. */
export function originOf(container: StartedTestContainer, port: number): string {
  return `http://${container.getHost()}:${container.getMappedPort(port)}`;
}
