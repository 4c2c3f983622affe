import { whileEdited } from '../apply-stage.ts';
import type { Drill, DrillContext } from '../drill.ts';
import { expectFailures, expectNoFailure } from '../judge-loads.ts';
import { type Beside, bothKinds, loadBeside } from '../load-beside.ts';
import { replacePods } from '../rollout.ts';
import { withoutDrain } from '../stage-edits.ts';
import { nobodyNotices, noDrain } from './wording.ts';

/** A new version goes out. */
export const rollingUpdate: Drill = {
  name: 'rolling-update',
  summary: 'Every pod of every service is replaced, as a new version does it.',
  should: nobodyNotices,
  seconds: 75,
  run: async (context) => {
    const seen = await underLoad(context);
    return expectNoFailure(seen, doneText(seen));
  },
  control: {
    ...noDrain,
    run: (context) =>
      whileEdited(context, withoutDrain, async () => {
        const seen = await underLoad(context);
        return expectFailures(seen, doneText(seen));
      }),
  },
};

function underLoad(context: DrillContext): Promise<Beside<number>> {
  return loadBeside(context, bothKinds, () => replacePods(context));
}

function doneText({ result }: Beside<number>): string {
  return `${result} pods were replaced`;
}
