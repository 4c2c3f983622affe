/** What a local cluster is made for. */
export interface LocalClusterOptions {
  /** Tells clusters apart: a DNS label. */
  readonly name: string;
  /** The port on 127.0.0.1 of the Kubernetes API. */
  readonly apiPort: number;
  /** The port on 127.0.0.1 of the first public service; each further one has the next. */
  readonly servicePort: number;
  /** How many public services it has ports for. */
  readonly publicServices: number;
  /** How many nodes it has, 1 to 3, each in a zone of its own. */
  readonly nodes: number;
}

/** On everything in Docker that belongs to a cluster, with the cluster's name as its value. */
export const clusterLabel = 'eks-practice.cluster';
const apiPortLabel = 'eks-practice.api-port';
const servicePortLabel = 'eks-practice.service-port';
const publicServicesLabel = 'eks-practice.public-services';

/** What a node is to its cluster: the first one has the API and the ports on this machine, the others join it. */
export type NodeRole = 'server' | 'agent';

/** One node of a cluster, as it is planned. */
export interface PlannedNode {
  /** Of its container, and in Kubernetes. */
  readonly name: string;
  readonly role: NodeRole;
  /** Its availability zone, `local-a` for the first one. */
  readonly zone: string;
}

/** The nodes of a cluster, the first one first. */
export function plannedNodes({ name, nodes }: Pick<LocalClusterOptions, 'name' | 'nodes'>): PlannedNode[] {
  return Array.from({ length: nodes }, (_, index) => ({
    name: index === 0 ? serverName(name) : `${serverName(name)}-${index + 1}`,
    role: index === 0 ? 'server' : 'agent',
    zone: `local-${String.fromCharCode('a'.charCodeAt(0) + index)}`,
  }));
}

/** The name of a cluster's first node. */
export function serverName(cluster: string): string {
  return `eks-practice-${cluster}`;
}

/** The Docker network that the nodes of a cluster share, and nothing else. */
export function networkName(cluster: string): string {
  return serverName(cluster);
}

/** What the first node's container says of itself: what it was made for. */
export function labelsOf(options: LocalClusterOptions): Record<string, string> {
  return {
    [clusterLabel]: options.name,
    [apiPortLabel]: String(options.apiPort),
    [servicePortLabel]: String(options.servicePort),
    [publicServicesLabel]: String(options.publicServices),
  };
}

/** What a first node's container of ours was made for; undefined where it is none. */
export function madeFor(labels: Readonly<Record<string, string>>): Omit<LocalClusterOptions, 'nodes'> | undefined {
  const name = labels[clusterLabel];
  if (name === undefined) return undefined;
  return {
    name,
    apiPort: Number(labels[apiPortLabel]),
    servicePort: Number(labels[servicePortLabel]),
    // One that was made before there was a second has no such label.
    publicServices: Number(labels[publicServicesLabel] ?? 1),
  };
}

type Ports = Pick<LocalClusterOptions, 'apiPort' | 'servicePort'>;

/** What about a cluster is other than asked, one phrase for each; none where it fits. */
export function differences(existing: Ports, asked: Ports): string[] {
  return [
    { what: 'its API port', is: existing.apiPort, wanted: asked.apiPort },
    { what: 'its service port', is: existing.servicePort, wanted: asked.servicePort },
  ]
    .filter(({ is, wanted }) => is !== wanted)
    .map(({ what, is, wanted }) => `${what} is ${is}, not ${wanted}`);
}
