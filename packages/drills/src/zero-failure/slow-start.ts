import { applyStage, restoreStage } from '../apply-stage.ts';
import type { DrillContext } from '../drill.ts';
import { type Beside, bothKinds, loadBeside } from '../load-beside.ts';
import { untilRolledOut } from '../rollout.ts';
import { type StageEdit, both, withSlowStart, withoutReadiness } from '../stage-edits.ts';
import { unnoticed } from './unnoticed.ts';

/** A new version goes out that is slow to start. */
export const slowStart = unnoticed({
  name: 'slow-start',
  summary: 'Every pod is replaced by one that needs 5 s more before it listens.',
  seconds: 100,
  underLoad: (context) => rolledOut(context, withSlowStart),
  control: {
    summary: 'Pods have no probes, so that they count as ready as soon as their process runs.',
    should: 'Requests fail, since they are sent to pods that do not listen yet.',
    underLoad: (context) => rolledOut(context, both(withSlowStart, withoutReadiness)),
  },
  done: () => 'every pod was replaced by a slow one',
});

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
