import type { UserError } from '@eks-practice/errors/user-error';
import { expect, test } from '@jest/globals';
import { clusterNotReady, differentCluster, nodeDied, refusesPrivileges, startError } from './start-errors.ts';

const options = { name: 'local', apiPort: 16443, servicePort: 1644, publicServices: 2, nodes: 2 };

function portTaken(port: number): Error {
  return new Error(
    `driver failed programming external connectivity: Bind for 127.0.0.1:${port} failed: port is already allocated`,
  );
}

test.each([
  [16443, 'EKS_PRACTICE_API_PORT'],
  [1644, 'EKS_PRACTICE_SERVICE_PORT'],
  [1645, 'EKS_PRACTICE_SERVICE_PORT'],
])('port %d in use is named, with %s to choose another', (port, variable) => {
  const error = startError(portTaken(port), options) as { message: string; remedy: string };
  expect(error).toMatchObject({ code: 'port-in-use' });
  expect(error.message).toContain(`Port ${port} `);
  expect(error.remedy).toContain(variable);
});

test('a port that a process outside of Docker holds is the same mistake', () => {
  const error = new Error('listen tcp4 127.0.0.1:16443: bind: address already in use');
  expect(startError(error, options)).toMatchObject({ code: 'port-in-use', cause: error });
});

test('any other error stays what it is', () => {
  const error = new Error('no space left on device');
  expect(startError(error, options)).toBe(error);
});

test('a refusal of privileges is told from other failures', () => {
  expect(refusesPrivileges(new Error('OCI runtime create failed: unable to apply caps: operation not permitted'))).toBe(
    true,
  );
  expect(refusesPrivileges(portTaken(16443))).toBe(false);
});

test.each([
  ['failed to create CRI service: failed to create fsnotify watcher: too many open files', 'inotify-exhausted'],
  ["node: containerd's CRI could not start; inotify instances: 128 for everything of this user", 'inotify-exhausted'],
  ['open /var/log/pods: too many open files', 'cluster-died'],
])('a node whose last words are %j died of %s', (lines, code) => {
  expect(nodeDied('eks-practice-local-2', lines)).toMatchObject({ code });
});

test.each([
  startError(portTaken(16443), options),
  differentCluster('local', ['its API port is 1, not 2']),
  nodeDied('node', ''),
  clusterNotReady('node', 'CoreDNS', 300, ''),
])('what a remedy tells to run can be run as it stands (%#)', (error) => {
  const commands = [...(error as UserError).remedy.matchAll(/`([^`]*eks-practice[^`]*)`/g)].map(
    ([, command]) => command,
  );
  expect(commands).not.toHaveLength(0);
  expect(commands).toEqual(commands.map(() => expect.stringMatching(/^npx eks-practice /)));
});
