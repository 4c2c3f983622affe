import { services } from '@eks-practice/catalogue/services';
import { readImageRecord } from '@eks-practice/images/service-image';
import { apply, holdReplicas, removeNamespace, untilReady } from '../cluster/applied.ts';
import type { BenchmarkCluster } from '../cluster/benchmark-cluster.ts';
import { hourUnderLoad } from '../hour/hour.ts';
import { type PartContext, connections, warmUpLoad } from '../measurement.ts';
import { Pair } from '../processes/pair.ts';
import { type LoadResult, sendLoad } from '../processes/send-load.ts';
import { ServerPorts } from '../processes/server-ports.ts';
import type { GrowthFigures } from '../results.ts';
import { spreadOf } from '../spread.ts';
import { synthesis } from '../synthetic/synthesis.ts';
import { builtBundles } from './requests.ts';

const steps = {
  connections: [8, 16, 32, 64, 128, 256, 512],
  replicas: [1, 2, 3, 4],
  services: [1, 10, 50],
} as const;

const stage = 'local';

/** What more connections, more pods, more services and more time cost. */
export async function measureGrowth(context: PartContext, cluster: BenchmarkCluster): Promise<GrowthFigures> {
  const concurrency = await measureConcurrency(context);
  await cluster.ensureDeployed();
  const replicas = await measureReplicas(context, cluster);
  const grown: GrowthFigures['services'][number][] = [];
  for (const count of steps.services) grown.push(await measureServices(count, context, cluster));
  context.progress('an hour under load');
  return { concurrency, replicas, services: grown, hour: await hourUnderLoad() };
}

/** On this machine's own processes, so that nothing of the cluster is in it. */
async function measureConcurrency(context: PartContext): Promise<GrowthFigures['concurrency']> {
  const { directory, pinned, progress, rounds, seconds } = context;
  const firstPort = await new ServerPorts().four();
  await using pair = await Pair.start({ name: 'growing', bundles: builtBundles, firstPort, directory, pinned });
  await pair.warmUp(warmUpLoad);
  const results = new Map(steps.connections.map((count) => [count, [] as { rate: number; p99Ms: number }[]]));
  for (let round = 0; round < rounds; round++) {
    progress(`concurrency, round ${round + 1} of ${rounds}`);
    for (const [count, of] of results) {
      const { p99Ms, requestsPerSecond } = await pair.measure('users', count, seconds);
      of.push({ rate: requestsPerSecond, p99Ms });
    }
  }
  return [...results].map(([count, of]) => ({
    connections: count,
    requestsPerSecond: spreadOf(of.map(({ rate }) => rate)),
    p99Ms: spreadOf(of.map(({ p99Ms }) => p99Ms)),
  }));
}

/** Through the cluster's own way in, with as many pods of each service. */
async function measureReplicas(context: PartContext, cluster: BenchmarkCluster): Promise<GrowthFigures['replicas']> {
  const { pinned, progress, rounds, seconds } = context;
  const config = cluster.config();
  const measured: GrowthFigures['replicas'][number][] = [];
  for (const replicas of steps.replicas) {
    progress(`replicas: ${replicas}`);
    const names = services.map(({ name }) => name);
    await holdReplicas(config, stage, names, replicas);
    await untilReady(config, stage, replicas);
    const load = { url: `${cluster.url}/users`, connections, seconds };
    await sendLoad({ ...load, ...warmUpLoad }, pinned);
    const results: LoadResult[] = [];
    for (let round = 0; round < rounds; round++) results.push(await sendLoad(load, pinned));
    measured.push({
      replicas,
      requestsPerSecond: spreadOf(results.map(({ answered, seconds: took }) => answered / took)),
      p99Ms: spreadOf(results.map(({ p99Ms }) => p99Ms)),
    });
  }
  return measured;
}

/** user-api's image so many times, each a service of its own, in a namespace of their own. */
async function measureServices(
  count: number,
  { directory, progress }: PartContext,
  cluster: BenchmarkCluster,
): Promise<GrowthFigures['services'][number]> {
  progress(`services: ${count}`);
  const { reference: image } = await readImageRecord('user-api');
  const namespace = `bench-${count}`;
  const { objects, ...times } = await synthesis(count, { namespace, image, outdir: directory });
  const config = cluster.config();
  const start = performance.now();
  await apply(config, objects);
  const appliedAt = performance.now();
  await untilReady(config, namespace);
  const readyAt = performance.now();
  await apply(config, objects);
  const applyAgainSeconds = (performance.now() - readyAt) / 1000;
  await removeNamespace(config, namespace);
  return {
    services: count,
    objects: objects.length,
    ...times,
    applySeconds: (appliedAt - start) / 1000,
    readySeconds: (readyAt - start) / 1000,
    applyAgainSeconds,
  };
}
