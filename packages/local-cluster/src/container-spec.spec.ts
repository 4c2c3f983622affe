import { expect, test } from '@jest/globals';
import { containerSpec, differences, optionsOf, volumes } from './container-spec.ts';

const options = { name: 'local', apiPort: 16443, servicePort: 18080, publicServices: 1 };
const held = { kind: 'held', capabilities: ['SYS_ADMIN'], entrypoint: ['/bin/k3s'] } as const;

test('the API and the service are published on the loopback address only', () => {
  const { HostConfig, ExposedPorts } = containerSpec(options, 'image:1', { kind: 'privileged' });
  expect(HostConfig?.PortBindings).toEqual({
    '6443/tcp': [{ HostIp: '127.0.0.1', HostPort: '16443' }],
    '30080/tcp': [{ HostIp: '127.0.0.1', HostPort: '18080' }],
  });
  expect(Object.keys(ExposedPorts ?? {}).sort()).toEqual(['30080/tcp', '6443/tcp']);
});

test('each public service has a port of its own, on the node and on this machine', () => {
  const { HostConfig } = containerSpec({ ...options, publicServices: 3 }, 'image:1', { kind: 'privileged' });
  expect(HostConfig?.PortBindings).toMatchObject({
    '30080/tcp': [{ HostPort: '18080' }],
    '30082/tcp': [{ HostIp: '127.0.0.1', HostPort: '18082' }],
  });
});

test('state is kept in volumes of the cluster, and the node comes back after a reboot', () => {
  const { HostConfig } = containerSpec(options, 'image:1', { kind: 'privileged' });
  expect(HostConfig?.Binds).toContain('eks-practice-local-state:/var/lib/rancher/k3s');
  expect(HostConfig?.Binds).toHaveLength(Object.keys(volumes('local')).length);
  expect(HostConfig?.RestartPolicy).toEqual({ Name: 'unless-stopped' });
});

test('a privileged container keeps the entrypoint of its image', () => {
  const spec = containerSpec(options, 'image:1', { kind: 'privileged' });
  expect(spec.HostConfig).toMatchObject({ Privileged: true, CgroupnsMode: 'private' });
  expect(spec.HostConfig?.CapAdd).toBeUndefined();
  expect(spec.Entrypoint).toBeUndefined();
});

test('without privileges it gets what is held, and starts the same entrypoint after a preparation', () => {
  const spec = containerSpec(options, 'image:1', held);
  expect(spec.HostConfig).toMatchObject({ CapAdd: ['SYS_ADMIN'], MaskedPaths: [], CgroupnsMode: 'private' });
  expect(spec.HostConfig?.Privileged).toBeUndefined();
  expect(spec.Entrypoint?.at(-1)).toBe('/bin/k3s');
  expect(spec.Cmd).toEqual(containerSpec(options, 'image:1', { kind: 'privileged' }).Cmd);
});

test('the labels tell what a container was made for', () => {
  const { Labels } = containerSpec(options, 'image:1', held);
  expect(optionsOf(Labels ?? {})).toEqual(options);
  expect(optionsOf({ 'com.example': 'other' })).toBeUndefined();
});

test('a container from before there were several public services has ports for one', () => {
  const { Labels } = containerSpec(options, 'image:1', held);
  delete Labels?.['eks-practice.public-services'];
  expect(optionsOf(Labels ?? {})).toEqual(options);
});

test('each port that is other than asked is named with both values', () => {
  expect(differences(options, options)).toEqual([]);
  expect(differences(options, { ...options, apiPort: 1, servicePort: 2 })).toEqual([
    'its API port is 16443, not 1',
    'its service port is 18080, not 2',
  ]);
});
