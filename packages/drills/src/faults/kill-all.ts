import { now } from '@eks-practice/loadtests/clock';
import { CoreV1Api } from '@kubernetes/client-node';
import type { Drill, DrillOutcome } from '../drill.ts';
import { podsOf } from '../rollout.ts';
import { faultsOf, notOk, slowestMs, statusCounts, statusesOverTime } from '../watching/answers.ts';
import { type Answer, askFor, startAsking } from '../watching/asking.ts';
import { callee, caller, deadlineMs, marginMs } from '../watching/call.ts';
import { isReady, podChanges, readyPods } from '../watching/pod-changes.ts';
import { judged } from '../watching/judged.ts';
import { pause, secondsText, secondsUntil } from '../wait.ts';

export interface KillSeen {
  readonly pods: number;
  /** From the kill on. */
  readonly during: readonly Answer[];
  readonly killedAt: number;
  /** After how many seconds every pod was there again; undefined where they did not come. */
  readonly recovered: number | undefined;
  readonly after: readonly Answer[];
  /** What became of the caller's pods, a sentence each. */
  readonly callerChanges: readonly string[];
}

const perSecond = 20;

/** How long new pods may take to be ready, in seconds; they take some five. */
const patience = 120;

/** 503 where nothing listens, 504 where a packet was sent to a pod that has just gone, 502 where an answer broke off. */
const bearable = { statuses: [502, 503, 504], withinMs: deadlineMs + marginMs };

export const killAll: Drill = {
  name: `kill-all-${callee.name}`,
  summary: `Kills all pods of ${callee.name} at once, without a chance to drain.`,
  should:
    `${caller.name} says so in problem documents within its deadline, hangs on nothing, stays up, and answers again by ` +
    'itself once the new pods are ready.',
  seconds: 30,
  run: async (context) => {
    const { config, stage, url, progress, signal } = context;
    const before = await readyPods(context, caller.name);
    const pods = await podsOf(context, callee.name);
    const asking = startAsking(`${url}${caller.path}`, perSecond);
    try {
      await pause(2, signal);
      const killedAt = now();
      progress(`killing ${pods.length} pods of ${callee.name}`);
      const core = config.makeApiClient(CoreV1Api);
      const names = pods.map(({ metadata }) => metadata?.name ?? '');
      const atOnce = { namespace: stage.name, gracePeriodSeconds: 0 };
      await Promise.all(names.map((name) => core.deleteNamespacedPod({ name, ...atOnce })));
      const replaced = async (): Promise<boolean> => {
        const ready = (await podsOf(context, callee.name)).filter(isReady);
        return ready.filter(({ metadata }) => !names.includes(metadata?.name ?? '')).length >= names.length;
      };
      const recovered = await secondsUntil(replaced, patience, signal);
      // The proxies learn of the new endpoints a moment after the pods are ready.
      await pause(3, signal);
      const during = (await asking.stop()).filter(({ at }) => at >= killedAt);
      const after = await askFor(`${url}${caller.path}`, perSecond, 5);
      const callerChanges = podChanges(before, await readyPods(context, caller.name));
      return judgeKill({ pods: pods.length, killedAt, during, recovered, after, callerChanges });
    } finally {
      await asking.stop();
    }
  },
};

export function judgeKill({ pods, killedAt, during, recovered, after, callerChanges }: KillSeen): DrillOutcome {
  const errors = notOk(during);
  const lastAt = Math.max(killedAt, ...errors.map(({ at, ms }) => at + ms));
  const did =
    `${pods} pods of ${callee.name} were killed, and all were ready again after ${secondsText(recovered)}. Answers since: ` +
    `${statusesOverTime(during, killedAt)}; the last error came after ${secondsText((lastAt - killedAt) / 1_000)}, the ` +
    `slowest answer took ${slowestMs(during)} ms. Afterwards: ${statusCounts(after)}.`;
  return judged(did, [
    ...faultsOf(during, bearable),
    ...(errors.length === 0 ? ['No request failed, so that nothing was shown.'] : []),
    ...(recovered === undefined ? [`The pods of ${callee.name} did not come back.`] : []),
    ...(notOk(after).length > 0 ? ['It did not recover.'] : []),
    ...callerChanges,
  ]);
}
