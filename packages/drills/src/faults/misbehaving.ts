import { whileEdited } from '../apply-stage.ts';
import type { Drill, DrillContext, DrillOutcome } from '../drill.ts';
import { eachContainer } from '../stage-edits.ts';
import { faultsOf, notOk, slowestMs, statusCounts } from '../watching/answers.ts';
import { type Answer, askFor } from '../watching/asking.ts';
import { callee, caller, deadlineMs, marginMs } from '../watching/call.ts';
import { memoryMiB, podChanges, readyPods } from '../watching/pod-changes.ts';
import { judged } from '../watching/judged.ts';
import { type Misbehaviour, nodeInImage, standInScript } from '../breaking/stand-in.ts';

export interface MisbehaviourCase {
  readonly misbehaviour: Misbehaviour;
  /** What the callee does, as the end of a sentence. */
  readonly does: string;
  /** What the caller may answer. */
  readonly statuses: readonly number[];
  /** Whether an answer takes the whole deadline; else it comes before. */
  readonly waits: boolean;
}

const cases: readonly MisbehaviourCase[] = [
  { misbehaviour: 'slow', does: 'answers after 20 s only', statuses: [504], waits: true },
  { misbehaviour: '500', does: 'answers with status 500', statuses: [502], waits: false },
  { misbehaviour: 'bad-json', does: 'answers with JSON that breaks off', statuses: [502], waits: false },
  { misbehaviour: 'resets', does: 'resets each connection without an answer', statuses: [502, 503], waits: false },
];

export interface MisbehaviourSeen {
  readonly during: readonly Answer[];
  readonly after: readonly Answer[];
  /** What became of the caller's pods, a sentence each. */
  readonly callerChanges: readonly string[];
  /** Of the caller's largest pod, in MiB; null where it was not measured. */
  readonly memory: { readonly before: number | null; readonly after: number | null; readonly limit: number };
}

const perSecond = 20;
const seconds = 10;

export const misbehavingDrills: readonly Drill[] = cases.map((it) => ({
  name: `${callee.name}-${it.misbehaviour}`,
  summary: `Every pod of ${callee.name} ${it.does}.`,
  should:
    `${caller.name} answers ${it.statuses.join(' or ')} with a problem document, ` +
    `${it.waits ? `at its deadline of ${deadlineMs} ms` : 'before its deadline'}; it stays ready, is not restarted and ` +
    `keeps to its memory; it answers again as soon as ${callee.name} does.`,
  seconds: 60,
  run: async (context) => judgeMisbehaviour(it, await seenOf(it, context)),
}));

async function seenOf({ does, misbehaviour }: MisbehaviourCase, context: DrillContext): Promise<MisbehaviourSeen> {
  const { progress, stage, url } = context;
  const before = await readyPods(context, caller.name);
  const memoryBefore = await memoryMiB(context, caller.name);
  const ask = () => askFor(`${url}${caller.path}`, perSecond, seconds);
  const standIn = eachContainer(
    (container) => ({ ...container, command: [nodeInImage, '-e', standInScript(misbehaviour)] }),
    callee.name,
  );
  progress(`each pod of ${callee.name} ${does} from now on`);
  const during = await whileEdited(context, standIn, ask);
  const after = await ask();
  return {
    ...{ during, after, callerChanges: podChanges(before, await readyPods(context, caller.name)) },
    memory: {
      before: memoryBefore,
      after: await memoryMiB(context, caller.name),
      limit: stage.services[caller.name]?.resources.memoryLimitMiB ?? 0,
    },
  };
}

/** More than this part of its memory limit in use says that calls which fail are not given back. */
const memoryPart = 0.9;

export function judgeMisbehaviour({ statuses, waits }: MisbehaviourCase, seen: MisbehaviourSeen): DrillOutcome {
  const { during, after, callerChanges, memory } = seen;
  const early = during.filter(({ ms }) => ms < deadlineMs);
  const did =
    `Meanwhile ${statusCounts(during)}, the slowest after ${slowestMs(during)} ms; afterwards ${statusCounts(after)}. The ` +
    `largest pod of ${caller.name} held ${memory.before ?? 'unknown'} MiB before and ${memory.after ?? 'unknown'} MiB ` +
    `after, of ${memory.limit}.`;
  return judged(did, [
    ...faultsOf(during, { statuses, withinMs: deadlineMs + marginMs }),
    ...(during.every(({ status }) => status !== 200) && during.length > 0 ? [] : ['Not every answer was an error.']),
    ...(waits && early.length > 0 ? [`${early.length} answers did not wait for the deadline.`] : []),
    ...(notOk(after).length > 0 ? [`${caller.name} did not recover.`] : []),
    ...((memory.after ?? 0) > memoryPart * memory.limit ? ['Its memory is all but used up.'] : []),
    ...callerChanges,
  ]);
}
