import { Component, JsonFile } from 'projen';
import type { Monorepo } from './monorepo.ts';
import { inProject } from './nx-config.ts';
import type { WorkspacePackage } from './workspace-package.ts';
import { type DeliveredStage, mainBranch } from './workflows/main-branch.ts';
import { preview } from './workflows/preview.ts';
import { pullRequest } from './workflows/pull-request.ts';
import { sweep } from './workflows/sweep.ts';
import { vulnerabilities } from './workflows/vulnerabilities.ts';
import { WorkflowFile } from './workflows/workflow.ts';

export interface DeliveryProps {
  /** The stages that main is deployed to, in this order; the sweep of previews is in the first one's cluster. */
  readonly stages: readonly [DeliveredStage, ...DeliveredStage[]];
  /** What a stage's objects are made of besides the services: where one of these changes, there may be something to deploy. */
  readonly madeOf: readonly WorkspacePackage[];
}

/** From a commit to the stages: the workflows on GitHub, and the Nx project whose target deploys a stage. */
export class Delivery extends Component {
  constructor(repo: Monorepo, { stages, madeOf }: DeliveryProps) {
    super(repo);
    const [first] = stages;
    new WorkflowFile(repo, 'pull-request', pullRequest);
    new WorkflowFile(repo, 'preview', preview);
    new WorkflowFile(repo, 'main', mainBranch(stages));
    new WorkflowFile(repo, 'sweep', sweep(first.cluster, first.stage));
    new WorkflowFile(repo, 'vulnerabilities', vulnerabilities(repo));
    new JsonFile(repo, 'infra/deployment/project.json', { obj: () => deploymentProject(repo, madeOf) });
  }
}

/**
 * A project of its own, because Nx finds what is affected by project: a change of a service is to deploy it, yet neither to
 * check the tool again nor to touch the cluster, and a change of the tool is to deploy nothing.
 */
function deploymentProject({ serviceNames }: Monorepo, madeOf: readonly WorkspacePackage[]): object {
  return {
    $schema: '../../node_modules/nx/schemas/project-schema.json',
    name: 'deployment',
    implicitDependencies: [...serviceNames, ...madeOf.map(({ name }) => name)],
    targets: {
      // Of the stage that EKS_PRACTICE_STAGE names; the verb builds the images that it needs.
      deploy: { command: 'node ../../packages/cli/bin/launch.cjs deploy', options: inProject, cache: false },
    },
  };
}
