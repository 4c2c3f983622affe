import type { RunResult } from '@eks-practice/machine/run';
import { applyStage } from '../apply-stage.ts';
import type { Drill, DrillContext, DrillOutcome } from '../drill.ts';
import { expectNoFailure } from '../judge-loads.ts';
import { type Beside, bothKinds, loadBeside } from '../load-beside.ts';
import { eachContainer, withEnv } from '../stage-edits.ts';
import { alsoFailing } from '../watching/judged.ts';
import { stackFaults } from '../watching/tool-answer.ts';

/** So that a deploy has pods to replace, which takes it some seconds. */
export const outdated = eachContainer((container) => withEnv(container, 'DRILL', 'outdated'));

export const twoDeploys: Drill = {
  name: 'two-deploys',
  summary: 'Two deploys of the stage are started at the same moment.',
  should:
    'One waits and says for whom; both end with exit code 0, the second with nothing left to do; no request fails.',
  seconds: 90,
  locksItself: true,
  run: async (context) => judgeTwoDeploys(await loadBeside(context, bothKinds, () => both(context))),
};

async function both(context: DrillContext): Promise<readonly RunResult[]> {
  await applyStage(context, outdated);
  context.progress('starting two deploys');
  return Promise.all([context.tool(['deploy']), context.tool(['deploy'])]);
}

/** As cluster-lock.ts of the tool says it. */
const waits = /waiting for `deploy` \(process \d+, since [\d:]+\)/;

export function judgeTwoDeploys({
  loads,
  result: deploys,
  starved,
}: Pick<Beside<readonly RunResult[]>, 'loads' | 'result' | 'starved'>): DrillOutcome {
  const told = deploys.flatMap(({ output }) => waits.exec(output)?.[0] ?? []);
  const idle = deploys.filter(({ output }) => output.includes('Nothing to do'));
  const codes = deploys.map(({ exitCode }) => exitCode);
  const done = `The deploys ended with ${codes.join(' and ')}; one said "${told[0] ?? 'nothing'}", and ${idle.length} had nothing left to do`;
  return alsoFailing(expectNoFailure({ loads, starved }, done), [
    ...(codes.every((code) => code === 0) ? [] : ['Both must end with exit code 0.']),
    ...(told.length === 1 ? [] : ['Exactly one must say for whom it waits.']),
    ...(idle.length === 1 ? [] : ['Exactly one must have nothing left to do.']),
    ...deploys.flatMap((deploy) => stackFaults(deploy, 'deploy')),
  ]);
}
