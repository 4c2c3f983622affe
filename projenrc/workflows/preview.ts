import { awsCredentials, checkout, go, install, load } from './steps.ts';
import type { Job, Workflow } from './workflow.ts';

/** Whoever may set labels decides which pull request is deployed; who else has to agree, the environment `preview` says. */
const label = 'preview';

const isLabelled = `contains(github.event.pull_request.labels.*.name, '${label}')`;
// A fork's code gets no credentials.
const isOwn = 'github.event.pull_request.head.repo.full_name == github.repository';
const isOn = "vars.EKS_PRACTICE_DEPLOY == 'true'";
const isOver = `(github.event.action == 'closed' && ${isLabelled} || github.event.action == 'unlabeled' && github.event.label.name == '${label}')`;

const onStage: Omit<Job, 'if' | 'timeout-minutes' | 'steps' | 'environment'> = {
  permissions: { contents: 'read', 'id-token': 'write' },
  // One after the other; where several wait, GitHub keeps the last.
  concurrency: { group: 'stage-pr-${{ github.event.number }}', 'cancel-in-progress': false },
  env: { EKS_PRACTICE_STAGE: 'pr-${{ github.event.number }}' },
};

/** A stage of its own for a labelled pull request: deployed, put under load, and removed when it is closed. */
export const preview: Workflow = {
  on: { pull_request: { types: ['opened', 'reopened', 'synchronize', 'labeled', 'unlabeled', 'closed'] } },
  jobs: {
    deploy: {
      if: `${isOn} && ${isOwn} && ${isLabelled} && github.event.action != 'closed' && (github.event.action != 'labeled' || github.event.label.name == '${label}')`,
      environment: { name: 'preview' },
      ...onStage,
      'timeout-minutes': 90,
      steps: [
        checkout(1),
        ...install,
        go,
        awsCredentials({ forSeconds: 7200 }),
        { run: 'npx eks-practice deploy' },
        ...load,
      ],
    },
    remove: {
      if: `${isOn} && ${isOwn} && ${isOver}`,
      environment: { name: 'preview', deployment: false },
      ...onStage,
      'timeout-minutes': 60,
      steps: [
        // The merge of a closed pull request is no longer to be had; and to remove it, its own code is not needed.
        checkout(1, { ref: '${{ github.event.repository.default_branch }}' }),
        ...install,
        awsCredentials(),
        { run: 'npx eks-practice remove --stage "$EKS_PRACTICE_STAGE" --yes' },
      ],
    },
  },
};
