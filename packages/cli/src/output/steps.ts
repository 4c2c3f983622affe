import { type Progress, withoutRepeats } from '@eks-practice/machine/progress';
import { stopCommands } from '@eks-practice/machine/run';
import { Listr, type ListrTask, PRESET_TIMER } from 'listr2';
import type { Interrupted } from '../stopping/interrupted.ts';

/** One thing to do, shown with the time it took. */
export interface Step {
  readonly title: string;
  /**
   * What it leaves where it is interrupted, as a sentence.
   * @default - nothing that was there is changed
   */
  readonly leaves?: string;
  /** @returns what to add to the title when it is done, e.g. `2 images` */
  run(progress: Progress): Promise<string | undefined>;
}

/** Steps that do not need each other, and so run side by side. */
export interface Together {
  readonly title: string;
  readonly together: readonly Step[];
}

export interface StepsOptions {
  /** Show nothing: the result alone is wanted. */
  readonly quiet: boolean;
  /** Ends the steps, and every command that they run. */
  readonly signal: AbortSignal;
  /** What goes on from where it was interrupted, e.g. `npx eks-practice deploy`. */
  readonly goOn: string;
}

/**
 * Does one step after another; the first failure ends them. A terminal shows a list that changes in place, a pipe or a
 * CI log plain lines.
 * @throws {Interrupted} where the signal ended them
 */
export async function runSteps(steps: readonly (Step | Together)[], options: StepsOptions): Promise<void> {
  const failures: unknown[] = [];
  const task = (step: Step): ListrTask => taskOf(step, options, (failure) => failures.push(failure));
  const tasks = steps.map((step) =>
    'together' in step
      ? {
          title: step.title,
          task: (_: unknown, current: Current) => current.newListr(step.together.map(task), sideBySide),
        }
      : task(step),
  );
  try {
    await show(tasks, options.quiet);
  } catch (error) {
    if (options.signal.aborted) await stopCommands();
    // The first failure is the cause; those beside it may be its consequences.
    throw failures[0] ?? error;
  }
}

type Current = Parameters<ListrTask['task']>[1];

const sideBySide = { concurrent: true };

async function show(tasks: ListrTask[], quiet: boolean): Promise<void> {
  const interactive = process.stdout.isTTY && process.env.CI === undefined;
  // Ctrl-C is ours to handle: Listr would end the process, and nothing that it started.
  const common = { registerSignalListeners: false };
  const timer = PRESET_TIMER;
  if (quiet) await new Listr(tasks, { ...common, renderer: 'silent' }).run();
  else if (interactive) {
    // What failed stays named; why comes below.
    await new Listr(tasks, {
      ...common,
      renderer: 'default',
      rendererOptions: { timer, showErrorMessage: false },
    }).run();
  } else await new Listr(tasks, { ...common, renderer: 'simple', rendererOptions: { timer } }).run();
}

function taskOf(step: Step, { signal, goOn }: StepsOptions, fail: (error: unknown) => void): ListrTask {
  const { title, leaves = 'Nothing that was there is changed.' } = step;
  return {
    title,
    task: async (_, current) => {
      try {
        const outcome = await orAborted(signal, () => step.run(withoutRepeats((news) => (current.output = news))));
        if (outcome) current.title = `${title}: ${outcome}`;
      } catch (error) {
        // A command that was stopped also fails; that it was asked to is what counts.
        fail(signal.aborted ? interrupted(signal).at({ during: title, leaves, goOn }) : error);
        // The message itself comes once, at the end and in full.
        throw new Error(signal.aborted ? 'interrupted' : 'see below', { cause: error });
      }
    },
  };
}

/** What {@link untilStopSignal} aborts with. */
function interrupted({ reason }: AbortSignal): Interrupted {
  return reason as Interrupted;
}

/** Does not wait for work that cannot be stopped, such as a request that is under way. */
async function orAborted<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  signal.throwIfAborted();
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const onAbort = (): void => reject(new Error('aborted'));
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    return await Promise.race([work(), aborted]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
