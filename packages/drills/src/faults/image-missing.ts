import type { RunResult } from '@eks-practice/machine/run';
import { applyStage } from '../apply-stage.ts';
import type { Drill, DrillContext, DrillOutcome } from '../drill.ts';
import { expectNoFailure } from '../judge-loads.ts';
import { type Beside, bothKinds, loadBeside } from '../load-beside.ts';
import { eachContainer } from '../stage-edits.ts';
import { callee } from '../watching/call.ts';
import { type ReadyPods, podChanges, readyPods } from '../watching/pod-changes.ts';
import { alsoFailing } from '../watching/judged.ts';
import { missingWords, problemLine, stackFaults } from '../watching/tool-answer.ts';
import { outdated } from './two-deploys.ts';

// A registry that no name leads to (RFC 2606), so that nobody else's image of that name can be meant.
const image = 'eks-practice.invalid/no-such-image:0';
const withoutImage = eachContainer((container) => ({ ...container, image }), callee.name);

export interface MissingSeen {
  readonly deploy: RunResult;
  readonly next: RunResult;
  /** The callee's pods when the image went missing, and when the deploy had given up. */
  readonly before: ReadyPods;
  readonly after: ReadyPods;
}

export const imageMissing: Drill = {
  name: 'image-missing',
  summary: `While a deploy rolls out, ${callee.name} is given an image that exists nowhere.`,
  should:
    'The deploy ends with exit code 2, names the image, and says what to do; the pods of before go on serving, and no ' +
    'request fails. The next deploy brings the right image back.',
  seconds: 120,
  locksItself: true,
  run: async (context) => {
    try {
      return judgeMissing(await loadBeside(context, bothKinds, () => withMissing(context)));
    } catch (error) {
      // What the drill has changed is what a deploy has to say about the stage.
      await context.tool(['deploy']);
      throw error;
    }
  },
};

async function withMissing(context: DrillContext): Promise<MissingSeen> {
  const { progress, tool } = context;
  await applyStage(context, outdated);
  let changed: Promise<ReadyPods> | undefined;
  const deploy = await tool(['deploy'], {
    onLine: (line) => {
      if (!/❯ Rollout/.test(line)) return;
      progress(`${callee.name} is given the image ${image}`);
      changed ??= applyStage(context, withoutImage).then(() => readyPods(context, callee.name));
    },
  });
  const before = (await changed) ?? {};
  const after = await readyPods(context, callee.name);
  return { deploy, next: await tool(['deploy']), before, after };
}

export function judgeMissing({
  loads,
  result: { deploy, next, before, after },
  starved,
}: Pick<Beside<MissingSeen>, 'loads' | 'result' | 'starved'>): DrillOutcome {
  const told = problemLine(deploy, /no-such-image/);
  const done = `The deploy ended with ${deploy.exitCode} ("${told}"), the next one with ${next.exitCode}`;
  return alsoFailing(expectNoFailure({ loads, starved }, done), [
    ...(deploy.exitCode === 2 ? [] : ['The deploy must end with 2.']),
    ...missingWords(deploy, 'deploy', [image, 'Deploy again', 'The pods that served before still serve']),
    ...stackFaults(deploy, 'deploy'),
    ...(Object.keys(after).length > 0 ? podChanges(before, after) : ['No pod of before was left.']),
    ...(next.exitCode === 0 ? [] : ['The next deploy must bring the image back.']),
  ]);
}
