import { applyStage, restoreStage } from '../apply-stage.ts';
import type { Drill, DrillContext } from '../drill.ts';
import { expectFailures, expectNoFailure } from '../judge-loads.ts';
import { type Beside, bothKinds, loadBeside } from '../load-beside.ts';
import { untilRolledOut } from '../rollout.ts';
import { type StageEdit, both, withSlowStart, withoutReadiness } from '../stage-edits.ts';
import { nobodyNotices } from './wording.ts';

/** A new version goes out that is slow to start. */
export const slowStart: Drill = {
  name: 'slow-start',
  summary: 'Every pod is replaced by one that needs 5 s more before it listens.',
  should: nobodyNotices,
  seconds: 100,
  run: async (context) => {
    const seen = await rolledOut(context, withSlowStart);
    return expectNoFailure(seen, done);
  },
  control: {
    summary: 'Pods have no probes, so that they count as ready as soon as their process runs.',
    should: 'Requests fail, since they are sent to pods that do not listen yet.',
    run: async (context) => {
      const seen = await rolledOut(context, both(withSlowStart, withoutReadiness));
      return expectFailures(seen, done);
    },
  },
};

const done = 'every pod was replaced by a slow one';

async function rolledOut(context: DrillContext, edit: StageEdit): Promise<Beside<void>> {
  try {
    return await loadBeside(context, bothKinds, async () => {
      await applyStage(context, edit);
      await untilRolledOut(context);
    });
  } finally {
    await restoreStage(context);
  }
}
