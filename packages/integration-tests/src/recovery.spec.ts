import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { docker } from '@eks-practice/machine/docker/docker';
import { calls } from './calls.ts';
import { originOf, startService, startUpstreams } from './containers/service-container.ts';
import { TestNetwork } from './containers/test-network.ts';

// A service whose upstream goes and comes back: it says so, and needs no restart.

describe.each(calls.map(([caller, callee]) => ({ caller, callee })))('$caller.name calls $callee.name:', (call) => {
  const { caller, callee } = call;
  let network: TestNetwork;
  let url: string;

  beforeAll(async () => {
    network = await TestNetwork.start();
    await startUpstreams(network, callee);
    url = `${originOf(await startService(network, caller), caller.port)}${caller.path}`;
  }, 60_000);

  afterAll(() => network[Symbol.asyncDispose](), 60_000);

  const statusOf = async () => (await fetch(url)).status;

  test.each<{ failing: string; status: number; fail: (id: string) => Promise<unknown> }>([
    { failing: 'is stopped', status: 503, fail: (id) => docker.getContainer(id).stop() },
    // Frozen, it still accepts connections, as its kernel does that, and never answers.
    { failing: 'hangs', status: 504, fail: (id) => docker.getContainer(id).pause() },
  ])(
    '$status while it $failing, and 200 again with the next one',
    async ({ status, fail }) => {
      const first = await startService(network, callee);
      expect(await statusOf()).toBe(200);
      await fail(first.getId());
      expect(await statusOf()).toBe(status);
      await first.stop();
      const next = await startService(network, callee);
      expect(await statusOf()).toBe(200);
      await next.stop();
    },
    60_000,
  );
});
