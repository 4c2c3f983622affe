import { UserError } from '@eks-practice/errors/user-error';
import { CoreV1Api, PatchStrategy, setHeaderOptions } from '@kubernetes/client-node';
import type { DrillContext } from '../drill.ts';
import { evictAll } from '../evict.ts';
import { type Beside, bothKinds, loadBeside } from '../load-beside.ts';
import { podsOf, replacePods, untilRolledOut } from '../rollout.ts';
import { goneAtOnce, unnoticed } from './unnoticed.ts';

/** A node is taken out of service, as for an upgrade. */
export const drainNode = unnoticed({
  name: 'drain-node',
  summary: 'The last node is cordoned, and each of its service pods evicted, as `kubectl drain` does it.',
  seconds: 110,
  underLoad: drained,
  control: goneAtOnce(drained),
  done: doneText,
});

interface Drained {
  readonly node: string;
  readonly pods: number;
  /** How often an eviction was put off by a budget. */
  readonly refusals: number;
}

async function drained(context: DrillContext): Promise<Beside<Drained>> {
  const node = lastNode(context.cluster.nodes());
  await setSchedulable(context, node, true);
  // A drain of before has left none there.
  if ((await podsOn(context, node)).length === 0) await replacePods(context);
  try {
    return await loadBeside(context, bothKinds, async ({ note }) => {
      await setSchedulable(context, node, false);
      note(`node ${node} was cordoned`, 'node');
      const pods = await podsOn(context, node);
      const refusals = await evictAll(context, pods);
      await untilRolledOut(context);
      return { node, pods: pods.length, refusals };
    });
  } finally {
    await setSchedulable(context, node, true);
  }
}

/** @throws {UserError} `one-node` where there is none to move to */
export function lastNode(nodes: readonly string[]): string {
  const last = nodes.at(-1);
  if (nodes.length > 1 && last !== undefined) return last;
  throw new UserError('The cluster has one node, so its pods have nowhere else to go.', {
    code: 'one-node',
    remedy: 'Set `nodes: 2` for the local cluster in packages/stages/src/stages.ts, and deploy.',
  });
}

async function setSchedulable({ config }: DrillContext, name: string, schedulable: boolean): Promise<void> {
  const merge = setHeaderOptions('Content-Type', PatchStrategy.MergePatch);
  const body = { spec: { unschedulable: !schedulable } };
  await config.makeApiClient(CoreV1Api).patchNode({ name, body }, merge);
}

async function podsOn(context: DrillContext, node: string) {
  return (await podsOf(context)).filter(({ spec }) => spec?.nodeName === node);
}

function doneText({ result: { node, pods, refusals } }: Beside<Drained>): string {
  return `${pods} pods were evicted from ${node}, where the budgets put an eviction off ${refusals} times`;
}
