import { mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type EksStage, isOnEks } from '@eks-practice/stages/stage';
import { app as stages } from '@eks-practice/stages/stages';
import { App } from 'aws-cdk-lib';
import { ClusterStack } from '../cluster-stack.ts';
import { clusterStackName, workloadsStackName } from '../names.ts';
import { WorkloadsStack } from '../workloads-stack.ts';

/**
 * How long each stack of stages.ts takes to synthesize: `node src/benchmark/synth-benchmark.ts [rounds]`. Each in an app and
 * a folder of its own. The first round of all, which loads CDK's own modules, is shown as a stack's maximum.
 */
const rounds = Number(process.argv[2] ?? 5);
if (!Number.isInteger(rounds) || rounds < 1) throw new Error('the number of rounds must be a whole number, at least 1');

const millisecondsByStack = new Map<string, number[]>();
for (let round = 0; round < rounds; round++) {
  for (const [name, synthesize] of stacks(Object.values(stages.stages).filter(isOnEks))) {
    const milliseconds = await timed(synthesize);
    millisecondsByStack.set(name, [...(millisecondsByStack.get(name) ?? []), milliseconds]);
  }
}
console.table(Object.fromEntries([...millisecondsByStack].map(([name, times]) => [name, summary(times)])));

/** Each stack once, by its name: what makes it in an app. */
function stacks(of: readonly EksStage[]): Map<string, (app: App) => void> {
  const found = new Map<string, (app: App) => void>();
  for (const stage of of) {
    const { cluster } = stage;
    const env = { region: cluster.region };
    const clusterStack = clusterStackName(cluster.name);
    const workloadsStack = workloadsStackName(stage.name);
    found.set(clusterStack, (app) => new ClusterStack(app, clusterStack, { cluster, env }));
    found.set(workloadsStack, (app) => new WorkloadsStack(app, workloadsStack, { stage, env }));
  }
  return found;
}

async function timed(synthesize: (app: App) => void): Promise<number> {
  await using folder = await mkdtempDisposable(path.join(tmpdir(), 'synth-benchmark-'));
  const start = performance.now();
  const app = new App({ outdir: folder.path, analyticsReporting: false });
  synthesize(app);
  app.synth();
  return performance.now() - start;
}

function summary(times: readonly number[]): Record<string, number> {
  const sorted = times.map(Math.round).sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.floor((sorted.length - 1) * share)] ?? 0;
  return { rounds: sorted.length, 'min ms': at(0), 'median ms': at(0.5), 'max ms': at(1) };
}
