import type { Drill, DrillContext, DrillOutcome } from '../drill.ts';
import { expectFailures, expectNoFailure } from '../judge-loads.ts';
import { type Beside, bothKinds, loadBeside } from '../load-beside.ts';
import { replacePods } from '../rollout.ts';
import { caller, callee } from '../watching/call.ts';
import { type ReadyPods, podChanges, readyPods } from '../watching/pod-changes.ts';
import { alsoFailing } from '../watching/judged.ts';
import { withoutSystemPart } from '../breaking/system-deployment.ts';
import { pause, secondsText } from '../wait.ts';

const downSeconds = 10;

export interface NameSeen {
  /** After how many seconds CoreDNS was ready again; undefined where it was not. */
  readonly back: number | undefined;
  readonly before: ReadyPods;
  readonly after: ReadyPods;
}

export const corednsDown: Drill = {
  name: 'coredns-down',
  summary: `CoreDNS is away for ${downSeconds} s, under load.`,
  should:
    `No request fails and none is dropped: where a name cannot be looked up, ${caller.name} goes by where it found ` +
    `${callee.name} last. Nothing is restarted.`,
  seconds: 110,
  run: async (context) => judgeNames(await nameless(context, () => pause(downSeconds, context.signal))),
  control: {
    summary: `Every pod is replaced meanwhile, so that ${caller.name} has never found ${callee.name}.`,
    should: 'Requests fail, with 503 or, at the deadline, 504.',
    run: async (context) => {
      const seen = await nameless(context, () => replacePods(context));
      return expectFailures(seen, didText(seen.result));
    },
  },
};

function nameless(context: DrillContext, meanwhile: () => Promise<unknown>): Promise<Beside<NameSeen>> {
  const { progress, signal } = context;
  return loadBeside(context, bothKinds, async ({ note }) => {
    const before = await readyPods(context, caller.name);
    await pause(3, signal);
    const { back } = await withoutSystemPart(context, { name: 'coredns', app: 'kube-dns' }, async () => {
      progress('CoreDNS is away');
      note('CoreDNS went away');
      await meanwhile();
    });
    note('CoreDNS was back');
    await pause(3, signal);
    return { back, before, after: await readyPods(context, caller.name) };
  });
}

export function judgeNames(seen: Pick<Beside<NameSeen>, 'loads' | 'result' | 'starved'>): DrillOutcome {
  const { back, before, after } = seen.result;
  return alsoFailing(expectNoFailure(seen, didText(seen.result)), [
    ...(back === undefined ? ['CoreDNS did not come back.'] : []),
    ...podChanges(before, after),
  ]);
}

function didText({ back }: NameSeen): string {
  return `CoreDNS was ready again after ${secondsText(back)}`;
}
