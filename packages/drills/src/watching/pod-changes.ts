import { now } from '@eks-practice/loadtests/clock';
import { mebibytes } from '@eks-practice/loadtests/recorder/quantity';
import { RunInvalid } from '@eks-practice/loadtests/run-invalid';
import { Metrics, type V1Pod } from '@kubernetes/client-node';
import type { DrillContext } from '../drill.ts';
import { podsOf, untilRolledOut } from '../rollout.ts';

/** How often each ready pod's container was restarted, by the pod's name: what a crash or a replacement changes. */
export type ReadyPods = Readonly<Record<string, number>>;

export async function readyPods(context: DrillContext, service: string): Promise<ReadyPods> {
  const pods = (await podsOf(context, service)).filter(isReady);
  return Object.fromEntries(
    pods.map(({ metadata, status }) => [metadata?.name ?? '', status?.containerStatuses?.[0]?.restartCount ?? 0]),
  );
}

export function isReady({ metadata, status }: V1Pod): boolean {
  const ready = status?.conditions?.some(({ type, status: is }) => type === 'Ready' && is === 'True') ?? false;
  return ready && metadata?.deletionTimestamp === undefined;
}

/** What became of pods that nothing was to become of, a sentence each. */
export function podChanges(before: ReadyPods, after: ReadyPods): string[] {
  return Object.entries(before).flatMap(([name, restarts]) => {
    if (after[name] === undefined) return [`${name} went unready or away.`];
    return after[name] === restarts ? [] : [`${name} was restarted.`];
  });
}

/**
 * Waits until every pod of the stage is as it is to be.
 * @returns after how many seconds; undefined where that took too long
 */
export async function recovery(context: DrillContext): Promise<number | undefined> {
  const from = now();
  try {
    await untilRolledOut(context);
    return (now() - from) / 1_000;
  } catch (error) {
    if (error instanceof RunInvalid) return undefined;
    throw error;
  }
}

/** What the largest pod of a service holds, in whole MiB, as metrics-server saw it last; null where it has not. */
export async function memoryMiB({ config, stage }: DrillContext, service: string): Promise<number | null> {
  const { items } = await new Metrics(config).getPodMetrics(stage.name);
  const held = items
    .filter(({ metadata }) => metadata.labels?.['app.kubernetes.io/name'] === service)
    .map(({ containers }) => mebibytes(containers[0]?.usage.memory ?? '0'));
  return held.length === 0 ? null : Math.round(Math.max(...held));
}
