import { awsCredentials, checkout, install } from './steps.ts';
import type { Workflow } from './workflow.ts';

/** Removes the stages of pull requests whose time to live is over, where nothing else did. */
export function sweep(cluster: string, environment: string): Workflow {
  return {
    // Not at the full hour, when GitHub has most to do and drops some.
    on: { schedule: [{ cron: '23 * * * *' }], workflow_dispatch: {} },
    concurrency: { group: 'sweep', 'cancel-in-progress': false },
    jobs: {
      sweep: {
        if: "vars.EKS_PRACTICE_DEPLOY == 'true'",
        environment: { name: environment, deployment: false },
        permissions: { contents: 'read', 'id-token': 'write' },
        'timeout-minutes': 60,
        steps: [checkout(1), ...install, awsCredentials(), { run: `npx eks-practice cluster sweep ${cluster}` }],
      },
    },
  };
}
