import { setTimeout as sleep } from 'node:timers/promises';
import type { Progress } from '@eks-practice/machine/progress';
import type { NodeContainer } from './node-container.ts';
import { lastLines } from './node-log.ts';
import type { NodeStarts } from './readiness.ts';
import { clusterNotReady, nodeDied } from './start-errors.ts';

/** How long each thing is waited for, in seconds; a slow machine needs a minute for all of them. */
const patience = 300;

const intervalMilliseconds = 250;

/**
 * Looks again and again until nothing is missing, and whether the nodes that it depends on are still there.
 * @param look hears when each of these nodes was started, and says what is missing
 * @throws {UserError} `cluster-died`, `inotify-exhausted` or `cluster-not-ready`
 */
export async function awaitCluster(
  nodes: readonly NodeContainer[],
  look: (starts: NodeStarts) => Promise<string | undefined>,
  progress: Progress,
): Promise<void> {
  const restarts = new Map<NodeContainer, number>();
  let waitedFor: string | undefined;
  let since = Date.now();
  for (;;) {
    const starts = new Map<string, Date>();
    for (const one of nodes) {
      const found = await one.inspect();
      if (!found?.State.Running || found.RestartCount !== (restarts.get(one) ?? found.RestartCount)) {
        throw await died(one);
      }
      restarts.set(one, found.RestartCount);
      starts.set(one.node.name, new Date(found.State.StartedAt));
    }
    const next = await look(starts);
    if (next === undefined) return;
    if (next !== waitedFor) {
      progress(`waiting for ${next}`);
      [waitedFor, since] = [next, Date.now()];
    }
    if (Date.now() - since > patience * 1000) throw await notReady(nodes, next);
    await sleep(intervalMilliseconds);
  }
}

async function died({ node, container }: NodeContainer): Promise<Error> {
  const lines = await lastLines(container);
  // Docker would start it again and again.
  await container.stop().catch(() => undefined);
  return nodeDied(node.name, lines);
}

/** With the log of the node that is named in what is waited for, else of the first one. */
async function notReady(nodes: readonly NodeContainer[], waitedFor: string): Promise<Error> {
  const words = waitedFor.split(' ');
  const [first] = nodes;
  const telling = nodes.find(({ node }) => words.includes(node.name)) ?? first;
  if (!telling) throw new RangeError('a cluster has at least one node');
  return clusterNotReady(telling.node.name, waitedFor, patience, await lastLines(telling.container));
}
