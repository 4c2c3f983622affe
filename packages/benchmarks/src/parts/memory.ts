import { setTimeout as sleep } from 'node:timers/promises';
import { services } from '@eks-practice/catalogue/services';
import type { ServiceSettings } from '@eks-practice/stages/stage';
import { app } from '@eks-practice/stages/stages';
import type { KubeConfig } from '@kubernetes/client-node';
import type { BenchmarkCluster } from '../cluster/benchmark-cluster.ts';
import { podMemory } from '../cluster/pod-memory.ts';
import { type PartContext, connections } from '../measurement.ts';
import { sendLoad } from '../processes/send-load.ts';
import type { MemoryFigures } from '../results.ts';
import { spreadOf } from '../spread.ts';

const stage = 'local';

/** What has been idle for so long is at rest. */
const restSeconds = 30;

/** Long enough for the heap to reach what it then keeps. */
const loadSeconds = 60;

/** What the pods of each service hold, at rest and at the end of a minute's full load, which also adds pods. */
export async function measureMemory(context: PartContext, cluster: BenchmarkCluster): Promise<MemoryFigures> {
  await cluster.ensureDeployed();
  const config = cluster.config();
  context.progress('memory at rest');
  await sleep(restSeconds * 1000);
  const atRest = await memoryOfAll(config);
  context.progress('memory under load');
  const { answered, seconds } = await sendLoad(
    { url: `${cluster.url}/users`, connections, seconds: loadSeconds },
    context.pinned,
  );
  const underLoad = await memoryOfAll(config);
  return {
    services: services.map(({ name }) => {
      const { resources } = app.stages[stage]?.services[name] as ServiceSettings;
      return {
        name,
        atRestMiB: spreadOf(atRest.get(name) ?? []),
        underLoadMiB: spreadOf(underLoad.get(name) ?? []),
        requestMiB: resources.memoryRequestMiB,
        limitMiB: resources.memoryLimitMiB,
      };
    }),
    requestsPerSecond: Math.round(answered / seconds),
  };
}

async function memoryOfAll(config: KubeConfig): Promise<ReadonlyMap<string, number[]>> {
  const after = new Date();
  const found = new Map<string, number[]>();
  for (const { name } of services) found.set(name, await podMemory(config, stage, name, after));
  return found;
}
