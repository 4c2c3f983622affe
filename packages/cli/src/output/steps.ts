import type { Progress } from '@eks-practice/machine/progress';
import { Listr, type ListrTask, PRESET_TIMER } from 'listr2';

/** One thing to do, shown with the time it took. */
export interface Step {
  readonly title: string;
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
}

/**
 * Does one step after another; the first failure ends them. A terminal shows a list that changes in place, a pipe or a
 * CI log plain lines.
 */
export async function runSteps(steps: readonly (Step | Together)[], { quiet }: StepsOptions): Promise<void> {
  const interactive = process.stdout.isTTY && process.env.CI === undefined;
  const tasks = steps.map((step) => ('together' in step ? sideBySide(step) : task(step)));
  if (quiet) await new Listr(tasks, { renderer: 'silent' }).run();
  else if (interactive) await new Listr(tasks, { renderer: 'default', rendererOptions: { timer: PRESET_TIMER } }).run();
  else await new Listr(tasks, { renderer: 'simple', rendererOptions: { timer: PRESET_TIMER } }).run();
}

function task({ title, run }: Step): ListrTask {
  return {
    title,
    task: async (_, current) => {
      let last = '';
      const outcome = await run((news) => {
        // Who waits says the same again and again, which a log need not.
        if (news !== last) current.output = last = news;
      });
      if (outcome) current.title = `${title}: ${outcome}`;
    },
  };
}

function sideBySide({ title, together }: Together): ListrTask {
  return { title, task: (_, current) => current.newListr(together.map(task), { concurrent: true }) };
}
