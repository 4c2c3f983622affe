import { setTimeout as sleep } from 'node:timers/promises';
import { services } from '@eks-practice/catalogue/services';
import { docker } from '@eks-practice/machine/docker/docker';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { StartedTestContainer } from 'testcontainers';
import { ClosedLoop, type Outcome, isLost } from './closed-loop.ts';
import { Balancer } from './containers/balancer.ts';
import { originOf, startService, startUpstreams } from './containers/service-container.ts';
import { TestNetwork } from './containers/test-network.ts';

// A replica is told to go while requests come. Whoever balances hears of it late, as kube-proxy does: how late, the test
// decides, and no clock.

/** As `docker stop`: SIGTERM, and SIGKILL much later than any drain. Resolves with the exit code. */
async function stop(container: StartedTestContainer): Promise<number> {
  const handle = docker.getContainer(container.getId());
  await handle.stop({ t: 60 });
  return (await handle.inspect()).State.ExitCode;
}

/** The pods that answered. */
function serversOf(outcomes: readonly Outcome[]): (string | undefined)[] {
  return [...new Set(outcomes.map(({ servedBy }) => servedBy))].sort();
}

describe.each(services.map((service) => ({ service })))('$service.name', ({ service }) => {
  let network: TestNetwork;
  let replicas: Record<'abrupt' | 'draining' | 'staying', StartedTestContainer>;
  let balancer: Balancer;

  beforeAll(async () => {
    network = await TestNetwork.start();
    const start = (name: string, drainSeconds: number): Promise<StartedTestContainer> => {
      const environment = { POD_NAME: name, DRAIN_SECONDS: String(drainSeconds) };
      return startService(network, service, { alias: name, environment });
    };
    await startUpstreams(network, service);
    const [abrupt, draining, staying] = await Promise.all([
      start('abrupt', 0),
      start('draining', 5),
      start('staying', 0),
    ]);
    replicas = { abrupt, draining, staying };
    balancer = await Balancer.start(network, service, replicas);
  }, 60_000);

  afterAll(() => network[Symbol.asyncDispose](), 60_000);

  const startLoad = () => new ClosedLoop(`${balancer.origin}${service.path}`, { callersOfEachKind: 4 });

  async function untilUnready(container: StartedTestContainer): Promise<void> {
    while ((await fetch(`${originOf(container, service.adminPort)}/readyz`)).ok) await sleep(10);
  }

  test('loses no request as a replica drains', async () => {
    expect(await balancer.hearReadiness()).toContain('draining');
    await using load = startLoad();
    expect(serversOf(await load.next(100))).toContain('draining');

    const exitCode = stop(replicas.draining);
    await untilUnready(replicas.draining);
    // The balancer has not heard, and goes on sending it connections.
    expect(serversOf(await load.next(200))).toContain('draining');
    expect(await balancer.hearReadiness()).not.toContain('draining');
    expect(await exitCode).toBe(0);
    await load.next(100);
    expect(load.outcomes.filter(isLost)).toEqual([]);
  }, 60_000);

  test('control: without a drain, requests are lost until the balancer hears', async () => {
    expect(await balancer.hearReadiness()).toContain('abrupt');
    {
      await using load = startLoad();
      expect((await load.next(100)).filter(isLost)).toEqual([]);
      await stop(replicas.abrupt);
      expect(await load.firstLost()).toMatchObject({ result: 'ECONNRESET' });
    }
    expect(await balancer.hearReadiness()).not.toContain('abrupt');
    await using load = startLoad();
    expect((await load.next(100)).filter(isLost)).toEqual([]);
  }, 60_000);
});
