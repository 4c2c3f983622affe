import { entryService } from '@eks-practice/loadtests/entry-service';
import { RepositoryCopy } from '@eks-practice/machine/testing/repository-copy';
import type { BenchmarkCluster } from '../cluster/benchmark-cluster.ts';
import { answeredByNewPod, podsOf } from '../cluster/new-pod.ts';
import { stepFigures } from '../cluster/step-figures.ts';
import { stepSeconds, stepTimes } from '../cluster/step-seconds.ts';
import type { PartContext } from '../measurement.ts';
import type { ClusterFigures } from '../results.ts';
import { spreadOf } from '../spread.ts';

/** Each takes up to a minute, and what they take hardly varies. */
export const mostClusterRounds = 3;

type StepTimes = ReturnType<typeof stepTimes>;

const stage = 'local';
const mainSource = `packages/${entryService}/src/main.ts`;

/** How long the tool takes, from a user's point of view; every image is built before. */
export async function measureCluster(context: PartContext, cluster: BenchmarkCluster): Promise<ClusterFigures> {
  const rounds = Math.min(context.rounds, mostClusterRounds);
  const fromNothing: { up: number; whole: number; steps: StepTimes }[] = [];
  for (let round = 0; round < rounds; round++) {
    context.progress(`cluster from nothing, round ${round + 1} of ${rounds}`);
    await cluster.remove();
    const start = performance.now();
    const lines = await cluster.deploy();
    const whole = secondsSince(start);
    fromNothing.push({ up: stepSeconds(lines, 'Cluster'), whole, steps: stepTimes(lines) });
  }
  const noOps: { whole: number; steps: StepTimes }[] = [];
  for (let round = 0; round < rounds; round++) {
    context.progress(`deploy of nothing new, round ${round + 1} of ${rounds}`);
    const start = performance.now();
    const lines = await cluster.deploy();
    noOps.push({ whole: secondsSince(start), steps: stepTimes(lines) });
  }
  const changes = await measureChanges(rounds, context, cluster);
  return {
    up: spreadOf(fromNothing.map(({ up }) => up)),
    deployFromNothing: spreadOf(fromNothing.map(({ whole }) => whole)),
    changeToServing: spreadOf(changes.map(({ serving }) => serving)),
    changeDeploy: spreadOf(changes.map(({ whole }) => whole)),
    noOpDeploy: spreadOf(noOps.map(({ whole }) => whole)),
    steps: stepFigures({
      fromNothing: fromNothing.map(({ steps }) => steps),
      change: changes.map(({ steps }) => steps),
      noOp: noOps.map(({ steps }) => steps),
    }),
  };
}

/** From a change to api's source, in a copy of this repository, to the first answer of a pod that has it. */
async function measureChanges(rounds: number, { progress }: PartContext, cluster: BenchmarkCluster) {
  progress('copying the repository, to change it');
  await using copy = await RepositoryCopy.make();
  // What the copy has not built yet is not the change's to build.
  await cluster.deploy(copy.root);
  const original = await copy.read(mainSource);
  const changes: { serving: number; whole: number; steps: StepTimes }[] = [];
  for (let round = 0; round < rounds; round++) {
    progress(`change to serving, round ${round + 1} of ${rounds}`);
    const before = await podsOf(cluster.config(), stage, entryService);
    await copy.edit(mainSource, () => `${original}export const change = ${round};\n`);
    const start = performance.now();
    const stopAsking = new AbortController();
    const answered = answeredByNewPod(`${cluster.url}/users`, before, stopAsking.signal);
    try {
      const lines = await cluster.deploy(copy.root);
      const whole = secondsSince(start);
      changes.push({ serving: ((await answered) - start) / 1000, whole, steps: stepTimes(lines) });
    } finally {
      stopAsking.abort();
      await answered.catch(() => undefined);
    }
  }
  return changes;
}

function secondsSince(start: number): number {
  return (performance.now() - start) / 1000;
}
