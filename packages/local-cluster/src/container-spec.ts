import { localNodePort } from '@eks-practice/stages/local-access';
import type { ContainerCreateOptions, HostConfig } from 'dockerode';
import {
  type LocalClusterOptions,
  type PlannedNode,
  clusterLabel,
  labelsOf,
  networkName,
  serverName,
} from './cluster-options.ts';

const apiServerPort = 6443;

/** Where the first node keeps what lets others join, and where those have it: K3s's own place, and one of ours. */
export const joinSecret = { onServer: '/var/lib/rancher/k3s/server/node-token', onAgent: '/etc/eks-practice/join' };

/**
 * What a node remembers, by the place in its container: what the rancher/k3s image declares as volumes, by names of
 * its own so that what is left of a cluster can be found.
 */
export function volumes(node: string): Readonly<Record<string, string>> {
  return {
    [`${node}-state`]: '/var/lib/rancher/k3s',
    [`${node}-kubelet`]: '/var/lib/kubelet',
    [`${node}-cni`]: '/var/lib/cni',
    [`${node}-log`]: '/var/log',
  };
}

/** How a node gets the rights that it needs. */
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
 * K3s's options; the built image has the same in kubernetes/node, and reads of them only the role and the zone. The load
 * balancer is left out since the service's port is a node port either way.
 */
function nodeArguments({ role, zone }: PlannedNode): string[] {
  return [
    role,
    ...(role === 'server' ? ['--disable=traefik', '--disable=servicelb'] : []),
    `--node-label=topology.kubernetes.io/zone=${zone}`,
    '--kubelet-arg=fail-cgroupv1=false',
    '--kubelet-arg=image-gc-high-threshold=100',
    '--kubelet-arg=eviction-hard=memory.available<100Mi',
  ];
}

/** The container of one of a cluster's nodes. */
export function containerSpec(
  options: LocalClusterOptions,
  node: PlannedNode,
  image: string,
  privileges: Privileges,
): ContainerCreateOptions & { name: string } {
  const isServer = node.role === 'server';
  const bindings = isServer ? { [apiServerPort]: options.apiPort, ...serviceBindings(options) } : {};
  const hostConfig: HostConfig & { CgroupnsMode: 'private' } = {
    NetworkMode: networkName(options.name),
    PortBindings: forEachPort(bindings, (port) => [{ HostIp: '127.0.0.1', HostPort: String(port) }]),
    Binds: Object.entries(volumes(node.name)).map(([volume, place]) => `${volume}:${place}`),
    Tmpfs: { '/run': '', '/var/run': '' },
    RestartPolicy: { Name: 'unless-stopped' },
    LogConfig: { Type: 'json-file', Config: { 'max-size': '10m', 'max-file': '2' } },
    // The pods' cgroups lie below the container's own: they go when it goes, and no two kubelets meet in one tree.
    CgroupnsMode: 'private',
    ...rights(privileges),
  };
  return {
    name: node.name,
    // The node's name in Kubernetes.
    Hostname: node.name,
    Image: image,
    Cmd: nodeArguments(node),
    Env: isServer ? [] : joinEnvironment(options.name),
    Labels: isServer ? labelsOf(options) : { [clusterLabel]: options.name },
    ExposedPorts: forEachPort(bindings, () => ({})),
    ...(privileges.kind === 'held' ? { Entrypoint: [...preparation, ...privileges.entrypoint] } : {}),
    HostConfig: hostConfig,
  };
}

/** As K3s's agent wants it: the first node by the name that Docker resolves, and the secret in a file, not in sight. */
function joinEnvironment(cluster: string): string[] {
  return [`K3S_URL=https://${serverName(cluster)}:${apiServerPort}`, `K3S_TOKEN_FILE=${joinSecret.onAgent}`];
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
