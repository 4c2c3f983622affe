import { checkout, go, install } from './steps.ts';
import type { Job, Step, Workflow } from './workflow.ts';

/** GitHub checks out the merge of the pull request into its base: what it changes is the difference to its first parent. */
const affected = (...targets: readonly string[]): Step => ({
  run: `npx nx affected --base=HEAD^1 -t ${targets.join(' ')}`,
});

/** Needs the merge commit and its parents. */
const tree = [checkout(2), ...install];

const drift: Step = {
  name: 'What is committed is what .projenrc.ts generates',
  run: ['npx projen', 'git add --intent-to-add .', 'git diff --exit-code'].join('\n'),
  // The packages are those of the committed lockfile.
  env: { PROJEN_DISABLE_POST: 'true' },
};

const job = (minutes: number, steps: readonly Step[]): Job => ({
  permissions: { contents: 'read' },
  'timeout-minutes': minutes,
  steps,
});

/** Checks of a pull request, from a fork as well: they have no credentials. Only what it changes is checked. */
export const pullRequest: Workflow = {
  on: { pull_request: { branches: ['main'] } },
  concurrency: { group: 'pull-request-${{ github.event.number }}', 'cancel-in-progress': true },
  jobs: {
    check: job(30, [...tree, drift, affected('lint', 'typecheck', 'test', 'synth')]),
    build: job(30, [...tree, affected('image', 'image-arm64')]),
    integration: job(60, [...tree, affected('browser'), affected('integration')]),
    e2e: job(60, [...tree, go, affected('e2e')]),
  },
};
