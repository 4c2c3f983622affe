import { publicServices } from '@eks-practice/catalogue/services';

/** Inside Kubernetes' default range for node ports (30000-32767). */
const firstNodePort = 30080;

/**
 * The port of the local node that leads to the public service of that index, in the catalogue's order: fixed, because a
 * container's port mappings are made once.
 */
export function localNodePort(index: number): number {
  return firstNodePort + index;
}

/**
 * Where each public service is reached on this machine, by name.
 * @param firstPort the port on 127.0.0.1 of the first one; each further one has the next
 */
export function localServiceUrls(firstPort: number): Readonly<Record<string, string>> {
  return Object.fromEntries(publicServices.map(({ name }, index) => [name, `http://127.0.0.1:${firstPort + index}`]));
}
