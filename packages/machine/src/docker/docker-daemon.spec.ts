import { afterAll, afterEach, beforeAll, expect, jest, test } from '@jest/globals';
import { docker } from './docker.ts';
import { isDockerAbsent, requireDocker } from './docker-daemon.ts';

const { platform } = process;

/** Elsewhere Docker runs in a virtual machine, which is never ours to start; jest cannot replace what is read-only. */
function pretend(value: NodeJS.Platform): void {
  Object.defineProperty(process, 'platform', { ...Object.getOwnPropertyDescriptor(process, 'platform'), value });
}

beforeAll(() => pretend('linux'));
afterAll(() => pretend(platform));
afterEach(() => {
  jest.restoreAllMocks();
});

/** A machine whose daemon does not answer, with those commands. */
function given({ code, host, commands }: { code: string; host?: string; commands: readonly string[] }) {
  jest.spyOn(docker, 'ping').mockRejectedValue(Object.assign(new Error('no answer'), { code }));
  jest.replaceProperty(process, 'env', { ...process.env, DOCKER_HOST: host ?? '' });
  return async (command: string): Promise<boolean> => commands.includes(command);
}

test('of a machine without Docker it is said what brings it, not what starts it', async () => {
  const has = given({ code: 'ENOENT', commands: [] });
  const remedy = expect.stringMatching(/npm start|docker\.io/);
  await expect(requireDocker(has)).rejects.toMatchObject({ code: 'docker-not-installed', remedy });
  expect(await isDockerAbsent(has)).toBe(true);
});

test.each([
  { why: 'is stopped', code: 'ENOENT', commands: ['dockerd', 'docker'], remedy: 'sudo systemctl start docker' },
  { why: 'left its socket behind', code: 'ECONNREFUSED', commands: ['docker'], remedy: 'sudo systemctl start docker' },
  { why: 'is not for this user', code: 'EACCES', commands: [], remedy: 'usermod' },
  { why: 'is elsewhere', code: 'ENOENT', host: 'tcp://far:2375', commands: [], remedy: 'DOCKER_HOST' },
])('one that $why may keep something, and the remedy is its own', async ({ remedy, ...machine }) => {
  const has = given(machine);
  const told = { code: 'docker-not-running', remedy: expect.stringContaining(remedy) };
  await expect(requireDocker(has)).rejects.toMatchObject(told);
  expect(await isDockerAbsent(has)).toBe(false);
});

test('one that answers is there, whatever is on PATH', async () => {
  const has = given({ code: 'ENOENT', commands: [] });
  jest.spyOn(docker, 'ping').mockResolvedValue('OK');
  await expect(requireDocker(has)).resolves.toBeUndefined();
  expect(await isDockerAbsent(has)).toBe(false);
});
