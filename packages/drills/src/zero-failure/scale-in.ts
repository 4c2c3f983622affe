import { applyStage, whileEdited } from '../apply-stage.ts';
import type { Drill, DrillContext } from '../drill.ts';
import { expectFailures, expectNoFailure } from '../judge-loads.ts';
import { type Beside, bothKinds, loadBeside } from '../load-beside.ts';
import { podsOf, untilReplicas } from '../rollout.ts';
import { asDeployed, both, heldAt, withoutDrain } from '../stage-edits.ts';
import { nobodyNotices, noDrain } from './wording.ts';

/** The autoscalers take away what the load no longer needs. Budgets do not hold them: they delete pods directly. */
export const scaleIn: Drill = {
  name: 'scale-in',
  summary: 'The autoscalers take the pods beyond the minimum away, while requests go on.',
  should: nobodyNotices,
  seconds: 170,
  run: async (context) => {
    const seen = await scaledIn(context, asDeployed);
    return expectNoFailure(seen, doneText(seen));
  },
  control: {
    ...noDrain,
    run: async (context) => {
      const seen = await scaledIn(context, withoutDrain);
      return expectFailures(seen, doneText(seen));
    },
  },
};

/** How many pods each service has more than at rest before they are taken away. */
const surplus = 2;

function scaledIn(context: DrillContext, edit: typeof asDeployed): Promise<Beside<number>> {
  const least = Math.max(...Object.values(context.stage.services).map(({ scaling }) => scaling.minReplicas));
  const wide = both(edit, heldAt(least + surplus));
  return whileEdited(context, wide, async () => {
    await untilReplicas(context, least + surplus);
    const before = (await podsOf(context)).length;
    const seen = await loadBeside(context, bothKinds, async () => {
      // Above its maximum an autoscaler takes pods away at once, whatever they use.
      await applyStage(context, both(edit, heldAt(least)));
      await untilReplicas(context, least);
      return before - (await podsOf(context)).length;
    });
    return seen;
  });
}

function doneText({ result }: Beside<number>): string {
  return `the autoscalers took ${result} pods away`;
}
