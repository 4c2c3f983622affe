import { whileEdited } from '../apply-stage.ts';
import type { Drill, DrillContext } from '../drill.ts';
import { expectFailures, expectNoFailure } from '../judge-loads.ts';
import type { Beside } from '../load-beside.ts';
import { withoutDrain } from '../stage-edits.ts';

type UnderLoad<T> = (context: DrillContext) => Promise<Beside<T>>;

interface Control<T> extends Pick<Drill, 'summary' | 'should'> {
  readonly underLoad: UnderLoad<T>;
}

interface Unnoticed<T> extends Pick<Drill, 'name' | 'summary' | 'seconds'> {
  /** Does it while requests go on. */
  readonly underLoad: UnderLoad<T>;
  /** The same without what hides it. */
  readonly control: Control<T>;
  /** What was done, as a phrase. */
  readonly done: (seen: Beside<T>) => string;
}

/** A drill that no user is to notice; in its control some must. */
export function unnoticed<T>({ name, summary, seconds, underLoad, control, done }: Unnoticed<T>): Drill {
  return {
    name,
    summary,
    should: 'No request fails and none is dropped, neither on new connections nor on kept ones.',
    seconds,
    run: async (context) => {
      const seen = await underLoad(context);
      return expectNoFailure(seen, done(seen));
    },
    control: {
      summary: control.summary,
      should: control.should,
      run: async (context) => {
        const seen = await control.underLoad(context);
        return expectFailures(seen, done(seen));
      },
    },
  };
}

/** The control of whatever takes pods away: the same on a stage whose pods go at once. */
export function goneAtOnce<T>(underLoad: UnderLoad<T>): Control<T> {
  return { ...noDrain, underLoad: (context) => whileEdited(context, withoutDrain, () => underLoad(context)) };
}

/** What users meet where pods go at once. */
export const noDrain = {
  summary: 'Pods go at once: no preStop pause, and no farewell (DRAIN_SECONDS is 0).',
  should: 'Requests fail, since proxies still send them to pods that are closed.',
} as const;
