import { applyStage, whileEdited } from '../apply-stage.ts';
import type { DrillContext } from '../drill.ts';
import { type Beside, bothKinds, loadBeside } from '../load-beside.ts';
import { podsOf, untilReplicas } from '../rollout.ts';
import { asDeployed, both, heldAt, withoutDrain } from '../stage-edits.ts';
import { noDrain, unnoticed } from './unnoticed.ts';

/** The autoscalers take away what the load no longer needs. Budgets do not hold them: they delete pods directly. */
export const scaleIn = unnoticed({
  name: 'scale-in',
  summary: 'The autoscalers take the pods beyond the minimum away, while requests go on.',
  seconds: 170,
  underLoad: (context) => scaledIn(context, asDeployed),
  control: { ...noDrain, underLoad: (context) => scaledIn(context, withoutDrain) },
  done: doneText,
});

/** How many pods each service has more than at rest before they are taken away. */
const surplus = 2;

function scaledIn(context: DrillContext, edit: typeof asDeployed): Promise<Beside<number>> {
  const least = Math.max(...Object.values(context.stage.services).map(({ scaling }) => scaling.minReplicas));
  const wide = both(edit, heldAt(least + surplus));
  return whileEdited(context, wide, async () => {
    await untilReplicas(context, () => least + surplus);
    const before = (await podsOf(context)).length;
    return loadBeside(context, bothKinds, async () => {
      // Above its maximum an autoscaler takes pods away at once, whatever they use.
      await applyStage(context, both(edit, heldAt(least)));
      await untilReplicas(context, () => least);
      return before - (await podsOf(context)).length;
    });
  });
}

function doneText({ result }: Beside<number>): string {
  return `the autoscalers took ${result} pods away`;
}
