import { expect, test } from '@jest/globals';
import { madeFor, plannedNodes } from './cluster-options.ts';
import { type Privileges, containerSpec, volumes } from './container-spec.ts';

const options = { name: 'local', apiPort: 16443, servicePort: 18080, publicServices: 1, nodes: 2 };
const held: Privileges = { kind: 'held', capabilities: ['SYS_ADMIN'], entrypoint: ['/bin/k3s'] };

interface Differently {
  readonly publicServices?: number;
  readonly privileges?: Privileges;
}

function specOf(
  role: 'server' | 'agent',
  { publicServices = 1, privileges = { kind: 'privileged' } }: Differently = {},
) {
  const asked = { ...options, publicServices };
  const node = plannedNodes(asked).find((planned) => planned.role === role);
  if (!node) throw new Error(`no ${role} is planned`);
  return containerSpec(asked, node, 'image:1', privileges);
}

test('the API and the service are published on the loopback address only', () => {
  const { HostConfig, ExposedPorts } = specOf('server');
  expect(HostConfig?.PortBindings).toEqual({
    '6443/tcp': [{ HostIp: '127.0.0.1', HostPort: '16443' }],
    '30080/tcp': [{ HostIp: '127.0.0.1', HostPort: '18080' }],
  });
  expect(Object.keys(ExposedPorts ?? {}).sort()).toEqual(['30080/tcp', '6443/tcp']);
});

test('each public service has a port of its own, on the node and on this machine', () => {
  expect(specOf('server', { publicServices: 3 }).HostConfig?.PortBindings).toMatchObject({
    '30080/tcp': [{ HostPort: '18080' }],
    '30082/tcp': [{ HostIp: '127.0.0.1', HostPort: '18082' }],
  });
});

test('a further node joins the first one by its name, and publishes nothing', () => {
  const { HostConfig, ExposedPorts, Cmd, Env, Hostname } = specOf('agent');
  expect({ HostConfig, ExposedPorts, Hostname }).toMatchObject({
    HostConfig: { PortBindings: {}, NetworkMode: specOf('server').HostConfig?.NetworkMode },
    ExposedPorts: {},
    Hostname: 'eks-practice-local-2',
  });
  expect(Cmd?.[0]).toBe('agent');
  expect(Env).toContain('K3S_URL=https://eks-practice-local:6443');
});

test('what lets a node join is in no environment and no argument', () => {
  expect(specOf('agent').Env).toContain('K3S_TOKEN_FILE=/etc/eks-practice/join');
  expect(specOf('agent').Cmd?.join(' ')).not.toContain('token');
});

test("K3s's agent is not told what only its server knows", () => {
  expect(specOf('server').Cmd).toContain('--disable=traefik');
  expect(specOf('agent').Cmd?.filter((argument) => argument.startsWith('--disable'))).toEqual([]);
});

test('every node says its own zone', () => {
  expect(specOf('server').Cmd).toContain('--node-label=topology.kubernetes.io/zone=local-a');
  expect(specOf('agent').Cmd).toContain('--node-label=topology.kubernetes.io/zone=local-b');
});

test('state is kept in volumes of the node, and the node comes back after a reboot', () => {
  const { HostConfig } = specOf('server');
  expect(HostConfig?.Binds).toContain('eks-practice-local-state:/var/lib/rancher/k3s');
  expect(HostConfig?.Binds).toHaveLength(Object.keys(volumes('any')).length);
  expect(specOf('agent').HostConfig?.Binds).toContain('eks-practice-local-2-state:/var/lib/rancher/k3s');
  expect(HostConfig?.RestartPolicy).toEqual({ Name: 'unless-stopped' });
});

test('a privileged container keeps the entrypoint of its image', () => {
  const spec = specOf('server');
  expect(spec.HostConfig).toMatchObject({ Privileged: true, CgroupnsMode: 'private' });
  expect(spec.HostConfig?.CapAdd).toBeUndefined();
  expect(spec.Entrypoint).toBeUndefined();
});

test('without privileges it gets what is held, and starts the same entrypoint after a preparation', () => {
  const spec = specOf('agent', { privileges: held });
  expect(spec.HostConfig).toMatchObject({ CapAdd: ['SYS_ADMIN'], MaskedPaths: [], CgroupnsMode: 'private' });
  expect(spec.HostConfig?.Privileged).toBeUndefined();
  expect(spec.Entrypoint?.at(-1)).toBe('/bin/k3s');
  expect(spec.Cmd).toEqual(specOf('agent').Cmd);
});

test('the labels of the first node tell what the cluster was made for', () => {
  expect(madeFor(specOf('server').Labels ?? {})).toEqual({
    name: 'local',
    apiPort: 16443,
    servicePort: 18080,
    publicServices: 1,
  });
  expect(specOf('agent').Labels).toEqual({ 'eks-practice.cluster': 'local' });
});
