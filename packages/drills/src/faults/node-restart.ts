import { now } from '@eks-practice/loadtests/clock';
import type { Drill, DrillContext, DrillOutcome } from '../drill.ts';
import { notOk, statusCounts } from '../watching/answers.ts';
import { type Answer, askFor, startAsking } from '../watching/asking.ts';
import { caller } from '../watching/call.ts';
import { recovery } from '../watching/pod-changes.ts';
import { judged } from '../watching/judged.ts';
import { secondsText, secondsUntil } from '../wait.ts';

export interface RestartSeen {
  readonly node: string;
  readonly answers: readonly Answer[];
  /** After how many seconds of answers every pod was as it is to be; undefined where that took too long. */
  readonly recovered: number | undefined;
  readonly after: readonly Answer[];
}

const perSecond = 10;

/** How long a node may take to serve again, in seconds: it starts in some twenty, its pods some ten later. */
const patience = 240;

/** So many good answers in a row end an outage: three seconds. */
const inARow = 3 * perSecond;

export const nodeRestart: Drill = {
  name: 'node-restart',
  summary: 'Each node of the cluster is restarted, one after the other, as after a crash or an update of the machine.',
  should:
    'The stage comes back by itself, with no command. Where another node serves meanwhile, only requests that go to the ' +
    'pods of the lost one fail, until their endpoints are gone.',
  seconds: 150,
  run: async (context) => {
    const seen: RestartSeen[] = [];
    for (const node of context.cluster.nodes()) seen.push(await restarted(context, node));
    return judgeRestarts(seen);
  },
};

async function restarted(context: DrillContext, node: string): Promise<RestartSeen> {
  const { cluster, progress, signal, url } = context;
  const asking = startAsking(`${url}${caller.path}`, perSecond);
  try {
    progress(`restarting ${node}`);
    const from = now();
    await cluster.restartNode(node);
    const wellAgain = () => {
      const last = asking.answers.slice(-inARow);
      return last.length === inARow && notOk(last).length === 0 && (last[0]?.at ?? 0) > from;
    };
    const answered = await secondsUntil(wellAgain, patience, signal);
    const recovered = answered === undefined ? undefined : await recovery(context);
    const answers = (await asking.stop()).filter(({ at }) => at >= from);
    return { node, answers, recovered, after: await askFor(`${url}${caller.path}`, perSecond, 5) };
  } finally {
    await asking.stop();
  }
}

/** From the first request that failed until the last one has, in seconds. */
export function outageSeconds(answers: readonly Answer[]): number {
  const errors = notOk(answers);
  if (errors.length === 0) return 0;
  return (Math.max(...errors.map(({ at, ms }) => at + ms)) - Math.min(...errors.map(({ at }) => at))) / 1_000;
}

export function judgeRestarts(seen: readonly RestartSeen[]): DrillOutcome {
  const did = seen.map(
    ({ node, answers, after }) =>
      `${node}: requests failed over ${secondsText(outageSeconds(answers))} (${statusCounts(answers)}); ` +
      `afterwards ${statusCounts(after)}.`,
  );
  return judged(
    did.join(' '),
    seen.flatMap(({ node, recovered, after }) => [
      ...(recovered === undefined ? [`After the restart of ${node} the stage did not come back by itself.`] : []),
      ...(notOk(after).length > 0 ? [`After the restart of ${node} requests still fail.`] : []),
    ]),
  );
}
