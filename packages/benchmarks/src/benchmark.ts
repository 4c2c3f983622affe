import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { sayMistake } from '@eks-practice/errors/say-mistake';
import { temporaryFolder } from '@eks-practice/machine/disk/temporary-folder';
import { loopbackWithoutProxy } from '@eks-practice/machine/network/loopback-without-proxy';
import { stopCommands } from '@eks-practice/machine/run';
import { BenchmarkCluster } from './cluster/benchmark-cluster.ts';
import { type PartContext, measured } from './measurement.ts';
import { mergeResults } from './merge-results.ts';
import { type BenchmarkOptions, benchmarkOptions } from './options.ts';
import { pagePath, renderedPage } from './page/page.ts';
import { measureCluster, mostClusterRounds } from './parts/cluster.ts';
import { measureGrowth } from './parts/growth.ts';
import { measureMemory } from './parts/memory.ts';
import { profiled } from './parts/profile.ts';
import { measureRequests } from './parts/requests.ts';
import { measureStart } from './parts/start.ts';
import { canPin } from './processes/cores.ts';
import { type Parts, type PartName, type Results, readResults, resultsPath } from './results.ts';

type Measure = (context: PartContext, cluster: BenchmarkCluster) => Promise<Parts>;

/** In the order in which they run: what needs a cluster comes last, and growth, which moves its autoscalers, after all else. */
const parts: readonly (readonly [PartName, Measure])[] = [
  ['requests', async (of) => ({ requests: measured(await measureRequests(of), of.rounds) })],
  ['start', async (of) => ({ start: measured(await measureStart(of), of.rounds) })],
  [
    'cluster',
    async (of, cluster) => ({
      cluster: measured(await measureCluster(of, cluster), Math.min(of.rounds, mostClusterRounds)),
    }),
  ],
  ['memory', async (of, cluster) => ({ memory: measured(await measureMemory(of, cluster), 1) })],
  ['growth', async (of, cluster) => ({ growth: measured(await measureGrowth(of, cluster), of.rounds) })],
];

async function main(): Promise<void> {
  const options = benchmarkOptions(process.argv.slice(2));
  loopbackWithoutProxy();
  await using folder = await temporaryFolder('benchmark');
  await measureAll(options, {
    rounds: options.rounds,
    seconds: options.seconds,
    pinned: await canPin(),
    directory: folder.path,
    progress: (news) => console.log(news),
  });
}

async function measureAll(options: BenchmarkOptions, context: PartContext): Promise<void> {
  if (options.profileBefore !== undefined) {
    const bundle = (service: string): string => path.resolve(options.profileBefore as string, `${service}.mjs`);
    const profile = await profiled(context, { api: bundle('api'), 'user-api': bundle('user-api') });
    return keep(mergeResults(await readResults(), {}, profile));
  }
  await using cluster = new BenchmarkCluster(context.progress);
  for (const [name, measure] of parts) {
    if (!options.parts.includes(name)) continue;
    // Kept part by part: what a later one breaks does not take what was measured.
    await keep(mergeResults(await readResults(), await measure(context, cluster)));
  }
}

async function keep(results: Results): Promise<void> {
  await mkdir(path.dirname(resultsPath), { recursive: true });
  await writeFile(resultsPath, `${JSON.stringify(results, null, 2)}\n`);
  // After the figures: a page that has lost a marker does not take what was measured.
  await writeFile(pagePath, renderedPage(await readFile(pagePath, 'utf8'), results));
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void stopCommands().then(() => process.exit(130)));
}
await main().catch(sayMistake);
