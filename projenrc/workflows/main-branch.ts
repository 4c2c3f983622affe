import { awsCredentials, checkout, go, install, load, node } from './steps.ts';
import type { Job, Workflow } from './workflow.ts';

/** A stage that main is deployed to. */
export interface DeliveredStage {
  /** Also the name of its environment on GitHub. */
  readonly stage: string;
  /** The cluster that it runs in, as stages.ts has it. */
  readonly cluster: string;
  /** Whether its LoadBalancer is put under load after a deploy, and the next stage waits for the verdict. */
  readonly load: boolean;
}

const isOn = "vars.EKS_PRACTICE_DEPLOY == 'true'";

const test: Job = {
  permissions: { contents: 'read' },
  'timeout-minutes': 120,
  steps: [checkout(1), node, go, { run: 'npm test' }],
};

function deploy({ stage, cluster }: DeliveredStage, needs: string): Job {
  return {
    needs: [needs],
    if: isOn,
    environment: { name: stage },
    permissions: { contents: 'read', 'id-token': 'write', deployments: 'read' },
    // A deploy is never broken off for a newer one; where several wait, GitHub keeps the last.
    concurrency: { group: `stage-${stage}`, 'cancel-in-progress': false },
    'timeout-minutes': 120,
    env: { EKS_PRACTICE_STAGE: stage, EKS_PRACTICE_EKS_CLUSTER: cluster },
    steps: [
      checkout(0),
      ...install,
      {
        name: 'Compare with the last commit that was deployed',
        run: 'node projenrc/workflows/commands/print-affected-base.ts >> "$GITHUB_ENV"',
        env: { GITHUB_TOKEN: '${{ github.token }}', EVERYTHING: '${{ inputs.everything }}' },
      },
      awsCredentials({ forSeconds: 7200 }),
      { run: 'npx nx affected -t deploy-cluster' },
      { run: 'npx nx affected -t deploy' },
    ],
  };
}

function loadRun({ stage }: DeliveredStage): Job {
  return {
    needs: [`deploy-${stage}`],
    environment: { name: stage, deployment: false },
    permissions: { contents: 'read', 'id-token': 'write' },
    concurrency: { group: `stage-${stage}`, 'cancel-in-progress': false },
    'timeout-minutes': 60,
    env: { EKS_PRACTICE_STAGE: stage },
    steps: [checkout(1), ...install, go, awsCredentials(), ...load],
  };
}

/** What main holds is tested whole, and then deployed: to one stage after the other, only what changed since its last deploy. */
export function mainBranch(stages: readonly DeliveredStage[]): Workflow {
  const jobs: Record<string, Job> = { test };
  let previous = 'test';
  for (const delivered of stages) {
    jobs[`deploy-${delivered.stage}`] = deploy(delivered, previous);
    previous = `deploy-${delivered.stage}`;
    if (!delivered.load) continue;
    jobs[`load-${delivered.stage}`] = loadRun(delivered);
    previous = `load-${delivered.stage}`;
  }
  return {
    on: {
      push: { branches: ['main'] },
      workflow_dispatch: {
        inputs: {
          everything: {
            description: 'Deploy everything, whatever was deployed before',
            type: 'boolean',
            default: false,
          },
        },
      },
    },
    jobs,
  };
}
