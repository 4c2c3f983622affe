import { hostname } from 'node:os';
import { services } from '@eks-practice/catalogue/services';
import { fromRoot } from '@eks-practice/machine/repository';
import { run } from '@eks-practice/machine/run';
import { expect, test } from '@jest/globals';
import { listOwned } from './containers/owned.ts';
import { isAbandoned, thisOwner } from './containers/owner.ts';
import { startService } from './containers/service-container.ts';
import { TestNetwork } from './containers/test-network.ts';

// That tests leave nothing behind in Docker, however they end, without testcontainers' reaper.

const [service] = services;
if (!service) throw new Error('the catalogue is empty');

/** What is on a network, the network itself included. */
async function kindsOn(name: string): Promise<string[]> {
  return (await listOwned()).filter(({ network }) => network === name).map(({ kind }) => kind);
}

test('a test that fails half-way leaves nothing', async () => {
  let name = '';
  let before: string[] = [];
  const failing = async (): Promise<void> => {
    await using network = await TestNetwork.start();
    name = network.name;
    await startService(network, service);
    before = await kindsOn(name);
    // A fault in its settings: it exits, and is never ready.
    await startService(network, service, { alias: 'broken', environment: { LOG_LEVEL: 'loud' } });
  };
  await expect(failing()).rejects.toThrow();
  expect(before).toEqual(['container', 'network']);
  expect(await kindsOn(name)).toEqual([]);
}, 90_000);

test('what a killed run leaves goes when the next one starts, and what this one has stays', async () => {
  const module = fromRoot('packages/integration-tests/src/containers/test-network.ts');
  const killed = `
    import { TestNetwork } from '${module}';
    const { name } = await TestNetwork.start();
    process.stdout.write(name, () => process.kill(process.pid, 'SIGKILL'));
  `;
  const { stdout: left, exitCode } = await run(process.execPath, ['--input-type=module', '-e', killed], {
    env: { NODE_OPTIONS: '' },
    acceptFailure: true,
  });
  expect(exitCode).toBe(-1);
  expect(await kindsOn(left)).toEqual(['network']);
  await using first = await TestNetwork.start();
  await using second = await TestNetwork.start();
  expect(await kindsOn(left)).toEqual([]);
  for (const { name } of [first, second]) expect(await kindsOn(name)).toEqual(['network']);
}, 60_000);

test.each<[string, string, number, boolean]>([
  ['this run', thisOwner, 60, false],
  ['a run of this machine that is gone', `${hostname()}/${2 ** 30}`, 60, true],
  ['a run of another machine', `elsewhere/${2 ** 30}`, 60, false],
  ['a run of hours ago, whose process id has come again', thisOwner, 7200, true],
])('%s', (_, owner, ageSeconds, abandoned) => {
  expect(isAbandoned(owner, ageSeconds)).toBe(abandoned);
});
