import { now } from '@eks-practice/loadtests/clock';
import type { Drill, DrillContext, DrillOutcome } from '../drill.ts';
import { type Outage, expectFailuresWithin } from '../judge-loads.ts';
import { type Beside, bothKinds, loadBeside } from '../load-beside.ts';
import { caller, callee } from './call.ts';
import { type Lives, changes, livesOf } from './caller-lives.ts';
import { alsoFailing } from './judged.ts';
import { withoutSystemPart } from './system-deployment.ts';
import { pause, secondsText } from '../wait.ts';

const downSeconds = 10;

/** How long after a pod is ready the proxies may still not know of it, and a look-up that failed be under way. In ms. */
const settleMs = 5_000;

export interface NameSeen {
  readonly from: number;
  readonly to: number;
  readonly back: number | undefined;
  readonly before: Lives;
  readonly after: Lives;
}

export const corednsDown: Drill = {
  name: 'coredns-down',
  summary: `CoreDNS is away for ${downSeconds} s, under load.`,
  should:
    `Requests go on over the connections that ${caller.name} holds to ${callee.name}; one that needs a new connection finds ` +
    'no address and fails, with 503 or, at the deadline, 504. Nothing is restarted, and no request fails once CoreDNS is back.',
  seconds: 45,
  run: async (context) => judgeNames(await loadBeside(context, bothKinds, ({ note }) => nameless(context, note))),
};

async function nameless(context: DrillContext, note: (text: string) => unknown): Promise<NameSeen> {
  const { progress, signal } = context;
  const before = await livesOf(context, caller.name);
  await pause(3, signal);
  const from = now();
  const { back } = await withoutSystemPart(context, { name: 'coredns', app: 'kube-dns' }, async () => {
    progress(`CoreDNS is away for ${downSeconds} s`);
    note('CoreDNS went away');
    await pause(downSeconds, signal);
  });
  const to = now() + settleMs;
  note('CoreDNS was back');
  await pause(settleMs / 1_000 + 3, signal);
  return { from, to, back, before, after: await livesOf(context, caller.name) };
}

/** k6's codes of what a name that cannot be looked up may come to. */
const allowed = new Set(['1503', '1504']);

export function judgeNames(seen: Pick<Beside<NameSeen>, 'loads' | 'result' | 'starved'>): DrillOutcome {
  const { from, to, back, before, after } = seen.result;
  const outage: Outage = { from, to, text: 'in which names could not be looked up' };
  const outcome = expectFailuresWithin(seen, outage, `CoreDNS was ready again after ${secondsText(back)}`);
  const other = seen.loads.flatMap(({ failures }) => failures).filter(({ errorCode }) => !allowed.has(errorCode));
  return alsoFailing(outcome, [
    ...(other.length > 0 ? [`${other.length} requests failed otherwise than with 503 or 504.`] : []),
    ...(back === undefined ? ['CoreDNS did not come back.'] : []),
    ...changes(before, after),
  ]);
}
