import { clusterLabel } from '@eks-practice/local-cluster/cluster-options';
import { docker } from '@eks-practice/machine/docker/docker';
import type { RunResult } from '@eks-practice/machine/run';
import type { Drill, DrillContext, DrillOutcome } from '../drill.ts';
import { notOk, statusCounts } from '../watching/answers.ts';
import { type Answer, askFor } from '../watching/asking.ts';
import { caller } from '../watching/call.ts';
import { judged } from '../watching/judged.ts';
import { stackFaults } from '../watching/tool-answer.ts';

/** What came of a verb that was interrupted when a step of it began. */
export interface Interruption {
  readonly verb: 'deploy' | 'remove';
  /** The title of the step. */
  readonly step: string;
  readonly result: RunResult;
}

export interface CtrlCSeen {
  readonly interruptions: readonly Interruption[];
  /** The one that is left to its end. */
  readonly last: RunResult;
  /** What Docker still has of the cluster after a removal. */
  readonly left: readonly string[];
  readonly answers: readonly Answer[];
}

/** Each step of a deploy that lasts, in its order. A step that is over in no time cannot be met. */
const deploySteps = ['Service images', 'Cluster', 'Rollout', 'Autoscalers'];
const removeSteps = ['Docker', 'Cluster and all that it kept'];

export const ctrlCDeploy: Drill = {
  name: 'ctrl-c-deploy',
  summary: 'The cluster is removed, and its new deploy is interrupted by Ctrl-C at each of its steps in turn.',
  should:
    'Each ends with exit code 130, says at which step, what that leaves and how to go on; the last deploy, left alone, goes on ' +
    'from there, and the stage is whole.',
  seconds: 180,
  locksItself: true,
  run: async (context) => {
    await context.tool(['remove']);
    const interruptions = await interrupted(context, 'deploy', deploySteps);
    const last = await context.tool(['deploy']);
    return judgeCtrlC({ interruptions, last, left: [], answers: await ask(context) });
  },
};

export const ctrlCRemove: Drill = {
  name: 'ctrl-c-remove',
  summary: 'The removal of the cluster is interrupted by Ctrl-C at each of its steps in turn.',
  should:
    'Each ends with exit code 130, says at which step, what that leaves and how to go on; the last removal leaves nothing, and ' +
    'a deploy after it makes the stage anew.',
  seconds: 120,
  locksItself: true,
  run: async (context) => {
    const interruptions = await interrupted(context, 'remove', removeSteps);
    const last = await context.tool(['remove']);
    const left = await leftOf(context);
    await context.tool(['deploy']);
    return judgeCtrlC({ interruptions, last, left, answers: await ask(context) });
  },
};

function ask({ url }: DrillContext): Promise<readonly Answer[]> {
  return askFor(`${url}${caller.path}`, 10, 3);
}

async function interrupted(
  context: DrillContext,
  verb: Interruption['verb'],
  steps: readonly string[],
): Promise<Interruption[]> {
  const interruptions: Interruption[] = [];
  for (const step of steps) {
    context.progress(`${verb}, interrupted at the step "${step}"`);
    const stop = new AbortController();
    const signal = AbortSignal.any([context.signal, stop.signal]);
    const onLine = (line: string): void => {
      if (line.endsWith(`❯ ${step}`)) stop.abort();
    };
    interruptions.push({ verb, step, result: await context.tool([verb], { signal, onLine }) });
  }
  return interruptions;
}

async function leftOf({ cluster }: DrillContext): Promise<string[]> {
  const filters = { label: [`${clusterLabel}=${cluster.name}`] };
  const [containers, { Volumes }] = await Promise.all([
    docker.listContainers({ all: true, filters }),
    docker.listVolumes({ filters }),
  ]);
  return [...containers.map(({ Names }) => Names[0] ?? ''), ...Volumes.map(({ Name }) => Name)];
}

/** 128 and SIGINT's number, as a shell reports it. */
const interruptedCode = 130;

export function judgeCtrlC({ interruptions, last, left, answers }: CtrlCSeen): DrillOutcome {
  const cut = interruptions.filter(({ result }) => result.exitCode === interruptedCode);
  const steps = cut.map(({ result }) => stepTold(result)).join(', ');
  const did =
    `${cut.length} of ${interruptions.length} were interrupted (${steps}); the one after them ended with ` +
    `${last.exitCode}. The stage answers: ${statusCounts(answers)}.`;
  return judged(did, [
    ...interruptions.flatMap(faultsOfOne),
    ...(cut.length === 0 ? ['None was interrupted, so that nothing was shown.'] : []),
    ...(last.exitCode === 0 ? [] : ['The one after them must go on from there.']),
    ...(left.length === 0 ? [] : [`The removal left ${left.join(', ')}.`]),
    ...(answers.length === 0 || notOk(answers).length > 0 ? ['The stage is not whole.'] : []),
  ]);
}

function stepTold({ output }: RunResult): string {
  return /Interrupted at the step "([^"]+)"/.exec(output)?.[1] ?? 'it does not say where';
}

/** A signal may come when the verb has just ended; that is no interruption, and none of its faults. */
function faultsOfOne({ verb, step, result }: Interruption): string[] {
  const where = `\`${verb}\`, interrupted at "${step}",`;
  if (result.exitCode === 0) return [];
  return [
    ...(result.exitCode === interruptedCode ? [] : [`${where} ended with ${result.exitCode}.`]),
    ...(/Interrupted at the step/.test(result.output) ? [] : [`${where} does not say at which step.`]),
    ...(result.output.includes(`To go on from there: npx eks-practice ${verb}`)
      ? []
      : [`${where} does not say how to go on.`]),
    ...stackFaults(result, verb),
  ];
}
