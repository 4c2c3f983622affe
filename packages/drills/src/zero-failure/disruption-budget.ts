import type { ClusterEvent } from '@eks-practice/loadtests/failures/attribute-failures';
import { PolicyV1Api } from '@kubernetes/client-node';
import { whileEdited } from '../apply-stage.ts';
import type { Drill, DrillContext, DrillOutcome } from '../drill.ts';
import { type EvictionStatus, evict } from '../evict.ts';
import { expectNoFailure, loadsText } from '../judge-loads.ts';
import { type Beside, bothKinds, loadBeside } from '../load-beside.ts';
import { podsOf, serviceOf, untilRolledOut } from '../rollout.ts';
import { withoutBudgets } from '../stage-edits.ts';
import { untilNothingMissing } from '../wait.ts';

/** Somebody, or a node's drain, wants every pod gone at once. */
export const disruptionBudget: Drill = {
  name: 'disruption-budget',
  summary: 'Every pod of every service is to be evicted at once.',
  should: 'One eviction of each service is granted (201), the others are refused (429), and no request fails.',
  seconds: 60,
  run: async (context) => {
    await untilEvictable(context);
    const seen = await evictedAtOnce(context);
    return budgetOutcome(seen);
  },
  control: {
    summary: 'The services have no PodDisruptionBudget.',
    should: 'Every eviction is granted (201), and a service is left without a ready endpoint.',
    run: (context) =>
      whileEdited(context, withoutBudgets, async () => {
        const seen = await evictedAtOnce(context);
        return noBudgetOutcome(seen);
      }),
  },
};

/** What the Eviction API answered, by service. */
export type Answers = Readonly<Record<string, readonly EvictionStatus[]>>;

type Seen = Pick<Beside<Answers>, 'loads' | 'starved' | 'events' | 'result'>;

/** With budgets: exactly one pod of each service goes. */
export function budgetOutcome(seen: Seen): DrillOutcome {
  const asWanted = Object.values(seen.result).every(
    (statuses) =>
      statuses.length > 1 && statuses.filter((status) => status === 201).length === 1 && !statuses.includes(404),
  );
  const outcome = expectNoFailure(seen, answersText(seen.result));
  return asWanted ? outcome : { ...outcome, verdict: 'fail' };
}

/** Without: all go, and for a moment there is nobody to send a request to but pods that are closing. */
export function noBudgetOutcome({ events, loads, result }: Seen): DrillOutcome {
  const granted = Object.values(result).flat();
  const empty = events.filter(hasNoEndpoint);
  const wentWrong = granted.length > 0 && granted.every((status) => status === 201) && empty.length > 0;
  const names = empty.map(({ text }) => text).join(' and ') || 'every service kept an endpoint';
  return { verdict: wentWrong ? 'pass' : 'fail', did: `${answersText(result)}; ${names}; ${loadsText(loads)}.`, loads };
}

function hasNoEndpoint({ kind, text }: ClusterEvent): boolean {
  return kind === 'endpoint-lost' && text.endsWith(' to 0');
}

function answersText(answers: Answers): string {
  return Object.entries(answers)
    .map(([service, statuses]) => `evictions of ${service}: ${statuses.join(', ')}`)
    .join('; ');
}

function evictedAtOnce(context: DrillContext): Promise<Beside<Answers>> {
  return loadBeside(context, bothKinds, async ({ note }) => {
    const pods = await podsOf(context);
    note('every pod was asked to go');
    const answers = await Promise.all(
      pods.map(async (pod) => ({ service: serviceOf(pod), status: await evict(context, pod) })),
    );
    await untilRolledOut(context);
    const byService = Object.entries(Object.groupBy(answers, ({ service }) => service));
    return Object.fromEntries(byService.map(([service, of = []]) => [service, of.map(({ status }) => status).sort()]));
  });
}

/** A budget that was just made allows nothing until its controller has counted the pods. */
async function untilEvictable(context: DrillContext): Promise<void> {
  const { config, stage } = context;
  await untilNothingMissing(context, 60, async () => {
    const { items } = await config
      .makeApiClient(PolicyV1Api)
      .listNamespacedPodDisruptionBudget({ namespace: stage.name });
    const closed = items.filter(({ status }) => (status?.disruptionsAllowed ?? 0) < 1);
    return closed.map(({ metadata }) => `the budget of ${metadata?.name} allows no eviction`);
  });
}
