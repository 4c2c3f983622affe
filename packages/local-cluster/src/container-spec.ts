import { localNodePort } from '@eks-practice/stages/local-access';
import type { ContainerCreateOptions, HostConfig } from 'dockerode';

const apiServerPort = 6443;

export interface LocalClusterOptions {
  /** Tells clusters apart: a DNS label. */
  readonly name: string;
  /** The port on 127.0.0.1 of the Kubernetes API. */
  readonly apiPort: number;
  /** The port on 127.0.0.1 of the first public service; each further one has the next. */
  readonly servicePort: number;
  /** How many public services it has ports for. */
  readonly publicServices: number;
}

/** On everything in Docker that belongs to a cluster, with the cluster's name as its value. */
export const clusterLabel = 'eks-practice.cluster';
const apiPortLabel = 'eks-practice.api-port';
const servicePortLabel = 'eks-practice.service-port';
const publicServicesLabel = 'eks-practice.public-services';

export function containerName(cluster: string): string {
  return `eks-practice-${cluster}`;
}

/**
 * What a cluster remembers, by the place in its container: what the rancher/k3s image declares as volumes, by names of
 * its own so that what is left of a cluster can be found.
 */
export function volumes(cluster: string): Readonly<Record<string, string>> {
  const prefix = containerName(cluster);
  return {
    [`${prefix}-state`]: '/var/lib/rancher/k3s',
    [`${prefix}-kubelet`]: '/var/lib/kubelet',
    [`${prefix}-cni`]: '/var/lib/cni',
    [`${prefix}-log`]: '/var/log',
  };
}

/** How the node gets the rights that it needs. */
export type Privileges =
  | { readonly kind: 'privileged' }
  | {
      /** For where Docker may not hand out all rights: those that there are. */
      readonly kind: 'held';
      readonly capabilities: readonly string[];
      /** The image's own, which is started after a preparation. */
      readonly entrypoint: readonly string[];
    };

/**
 * K3s's options; the built image has the same in kubernetes/node and reads none of them. The load balancer is left out
 * since the service's port is a node port either way.
 */
const serverArguments = [
  'server',
  '--disable=traefik',
  '--disable=servicelb',
  '--node-label=topology.kubernetes.io/zone=local-a',
  '--kubelet-arg=fail-cgroupv1=false',
  '--kubelet-arg=image-gc-high-threshold=100',
  '--kubelet-arg=eviction-hard=memory.available<100Mi',
];

/** The container of a cluster's node. */
export function containerSpec(
  options: LocalClusterOptions,
  image: string,
  privileges: Privileges,
): ContainerCreateOptions & { name: string } {
  const { name } = options;
  const bindings = { [apiServerPort]: options.apiPort, ...serviceBindings(options) };
  const hostConfig: HostConfig & { CgroupnsMode: 'private' } = {
    PortBindings: forEachPort(bindings, (port) => [{ HostIp: '127.0.0.1', HostPort: String(port) }]),
    Binds: Object.entries(volumes(name)).map(([volume, place]) => `${volume}:${place}`),
    Tmpfs: { '/run': '', '/var/run': '' },
    RestartPolicy: { Name: 'unless-stopped' },
    LogConfig: { Type: 'json-file', Config: { 'max-size': '10m', 'max-file': '2' } },
    // The pods' cgroups lie below the container's own: they go when it goes, and no two kubelets meet in one tree.
    CgroupnsMode: 'private',
    ...rights(privileges),
  };
  return {
    name: containerName(name),
    // The node's name in Kubernetes.
    Hostname: containerName(name),
    Image: image,
    Cmd: serverArguments,
    Labels: {
      [clusterLabel]: name,
      [apiPortLabel]: String(options.apiPort),
      [servicePortLabel]: String(options.servicePort),
      [publicServicesLabel]: String(options.publicServices),
    },
    ExposedPorts: forEachPort(bindings, () => ({})),
    ...(privileges.kind === 'held' ? { Entrypoint: [...preparation, ...privileges.entrypoint] } : {}),
    HostConfig: hostConfig,
  };
}

function serviceBindings({ servicePort, publicServices }: LocalClusterOptions): Record<number, number> {
  return Object.fromEntries(
    Array.from({ length: publicServices }, (_, index) => [localNodePort(index), servicePort + index]),
  );
}

function forEachPort<T>(bindings: Readonly<Record<number, number>>, value: (hostPort: number) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(bindings).map(([port, hostPort]) => [`${port}/tcp`, value(hostPort)]));
}

/** What Docker does for a privileged container by itself: `$0` and `$@` are the image's entrypoint and the arguments. */
const preparation = [
  '/bin/sh',
  '-c',
  [
    'for mounted in /sys /sys/fs/cgroup /sys/fs/cgroup/*/; do mount -o remount,bind,rw "$mounted" 2>/dev/null; done',
    '[ -e /dev/kmsg ] || ln -s /dev/null /dev/kmsg',
    'exec "$0" "$@"',
  ].join('; '),
];

function rights(privileges: Privileges): HostConfig {
  if (privileges.kind === 'privileged') return { Privileged: true, UsernsMode: 'host' };
  return {
    CapAdd: [...privileges.capabilities],
    SecurityOpt: ['seccomp=unconfined', 'apparmor=unconfined'],
    // What `--security-opt systempaths=unconfined` stands for.
    MaskedPaths: [],
    ReadonlyPaths: [],
    DeviceCgroupRules: ['a *:* rwm'],
  };
}

/** What a container of ours was made for. */
export function optionsOf(labels: Readonly<Record<string, string>>): LocalClusterOptions | undefined {
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

/** What about a container is other than asked, one phrase for each; none where it fits. */
export function differences(existing: LocalClusterOptions, asked: LocalClusterOptions): string[] {
  return [
    { what: 'its API port', is: existing.apiPort, wanted: asked.apiPort },
    { what: 'its service port', is: existing.servicePort, wanted: asked.servicePort },
  ]
    .filter(({ is, wanted }) => is !== wanted)
    .map(({ what, is, wanted }) => `${what} is ${is}, not ${wanted}`);
}
