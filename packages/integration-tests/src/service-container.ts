import { serviceNamed } from '@eks-practice/catalogue/services';
import { imageRecordPath } from '@eks-practice/images/service-image';
import type { ImageRecord } from '@eks-practice/images/service-image';
import { readFile } from 'node:fs/promises';
import { GenericContainer, type StartedNetwork, type StartedTestContainer, Wait } from 'testcontainers';

/**
 * A service in its real image, as restricted as Kubernetes runs it: the user that the image names, a root file system
 * that cannot be written to, and no capability.
 */
class ServiceContainer extends GenericContainer {
  constructor(image: string) {
    super(image);
    this.hostConfig.ReadonlyRootfs = true;
    this.hostConfig.CapDrop = ['ALL'];
    this.hostConfig.SecurityOpt = ['no-new-privileges'];
  }
}

/** Starts a service on a network, known there by its name, and waits until it is ready. */
export async function startService(
  name: string,
  network: StartedNetwork,
  environment: Readonly<Record<string, string>> = {},
): Promise<StartedTestContainer> {
  const { port } = serviceNamed(name);
  const { reference } = JSON.parse(await readFile(imageRecordPath(name), 'utf8')) as ImageRecord;
  return new ServiceContainer(reference)
    .withNetwork(network)
    .withNetworkAliases(name)
    .withExposedPorts(port)
    .withEnvironment({ PORT: String(port), ...environment })
    .withWaitStrategy(Wait.forHttp('/readyz', port).forStatusCode(200))
    .start();
}

/** The address of a container's service from this machine. */
export function addressOf(container: StartedTestContainer, name: string): string {
  return `http://${container.getHost()}:${container.getMappedPort(serviceNamed(name).port)}`;
}
