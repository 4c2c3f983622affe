import { requireBootstrap } from '@eks-practice/aws/stack/bootstrap';
import { type ClusterAccess, clusterAccess } from '@eks-practice/aws/cluster/cluster-access';
import { deployStack } from '@eks-practice/aws/stack/deploy-stack';
import { imagesInRegistry, registryOf } from '@eks-practice/aws/registry/image-names';
import { pushImages, requireRepositories } from '@eks-practice/aws/registry/registry';
import type { AwsSession } from '@eks-practice/aws/session';
import { refuse } from '@eks-practice/guards/refusal';
import { skewRefusals } from '@eks-practice/guards/skew-guard';
import { stageNotices } from '@eks-practice/guards/stage-notices';
import { recordRefusals } from '@eks-practice/guards/template-refusals';
import { imageTagValues, workloadsStackName } from '@eks-practice/infra/names';
import { oneStepWarnings } from '@eks-practice/stages/one-step';
import type { EksStage } from '@eks-practice/stages/stage';
import { dockerStep } from './docker-step.ts';
import { gateSteps } from './gate-steps.ts';
import type { KubernetesClient } from '../kubernetes/client.ts';
import { type Step, type Together, runSteps } from '../output/steps.ts';
import type { DeployOptions } from '../place/place.ts';
import { stageCost } from './cost-line.ts';
import { imagesForNodes } from './deploy-images.ts';
import { type PublicAddress, nameNotices, waitForAnswers } from './load-balancer.ts';
import { clientTo, writeEksKubeconfig } from '../eks-cluster/reach.ts';
import { requireDistinctNames } from '../mistakes/stages-file.ts';
import { type CheckedStage, checkStage } from './stage-check.ts';

/** A pod may wait for a node to be started, and then for the load balancer to find it healthy: minutes each. */
const patience = { seconds: 1200, nodeSeconds: 480 };

/** What one step of a deploy leaves to the next. */
interface Flow {
  checked?: CheckedStage;
  access?: ClusterAccess;
  images?: Readonly<Record<string, string>>;
  tags?: Readonly<Record<string, string>>;
  client?: Promise<KubernetesClient>;
  changed?: boolean;
  addresses?: Readonly<Record<string, PublicAddress>>;
}

/** What a deploy to EKS has done. */
export interface EksDeploy {
  /** Image references by service. */
  readonly images: Readonly<Record<string, string>>;
  readonly changed: boolean;
  /** What is worth knowing, a sentence each. */
  readonly notices: readonly string[];
  /** What keeps the stage from scaling out in one step: a sentence each. */
  readonly warnings: readonly string[];
}

/** Guards, cluster, images, stack, rollout, autoscalers and load balancer: the whole line of a deploy to EKS. */
export async function deployEks(stage: EksStage, session: AwsSession, options: DeployOptions): Promise<EksDeploy> {
  const flow: Flow = options.tags ? { tags: options.tags } : {};
  const client = (): Promise<KubernetesClient> => (flow.client ??= clientTo(session, had(flow.access)));
  await runSteps(
    [
      guards(stage, flow),
      cluster(stage, session, flow),
      cost(stage, session, flow),
      ...(flow.tags ? (options.beside ?? []) : images(stage, session, flow, options.beside)),
      stack(stage, session, flow, options.signal),
      ...gateSteps(stage, client, patience),
      {
        title: 'Load balancer',
        leaves: 'The stage is deployed; only that its load balancer answers has not been seen yet.',
        run: async (progress) => {
          flow.addresses = await waitForAnswers(await client(), stage, progress);
          return 'answers';
        },
      },
    ],
    options,
  );
  return {
    images: imagesInRegistry(session, stage.cluster.name, had(flow.tags)),
    changed: had(flow.changed),
    warnings: oneStepWarnings(stage),
    notices: [...stageNotices(stage), ...(await nameNotices(had(flow.addresses)))],
  };
}

function guards(stage: EksStage, flow: Flow): Step {
  return {
    title: 'Guards',
    run: async () => {
      await requireDistinctNames();
      flow.checked = checkStage(stage);
      return 'nothing speaks against it';
    },
  };
}

function cluster(stage: EksStage, session: AwsSession, flow: Flow): Step {
  return {
    title: 'Cluster',
    run: async () => {
      const access = await clusterAccess(session, stage.cluster);
      await requireBootstrap(session, stage.cluster);
      await requireRepositories(session, stage);
      const { version } = access;
      refuse(skewRefusals(stage.cluster, version), `Stage ${stage.name}`);
      await writeEksKubeconfig(stage.cluster, access);
      flow.access = access;
      return `${stage.cluster.name}, Kubernetes ${version}`;
    },
  };
}

function cost(stage: EksStage, session: AwsSession, flow: Flow): Step {
  return { title: 'Cost', run: () => stageCost(session, stage, had(flow.checked)) };
}

function images(stage: EksStage, session: AwsSession, flow: Flow, beside: readonly Step[] = []): (Step | Together)[] {
  const build: Step = {
    title: 'Service images',
    run: async (progress) => {
      flow.images = await imagesForNodes(stage, progress);
      return Object.values(flow.images).join(', ');
    },
  };
  const push: Step = {
    title: 'Registry',
    leaves: 'Some of the images are in the registry already; nothing runs them yet.',
    run: async (progress) => {
      flow.tags = await pushImages(session, stage, had(flow.images), progress);
      return `${registryOf(session)} has them`;
    },
  };
  return [dockerStep, beside.length === 0 ? build : { title: 'Builds', together: [build, ...beside] }, push];
}

function stack(stage: EksStage, session: AwsSession, flow: Flow, signal: AbortSignal): Step {
  const stackName = workloadsStackName(stage.name);
  return {
    title: 'Stack',
    leaves: `CloudFormation goes on with stack ${stackName} by itself, or undoes what it began.`,
    run: async (progress) => {
      const tags = had(flow.tags);
      refuse(recordRefusals(tags), `Stage ${stage.name}`);
      const parameters = imageTagValues(tags);
      const { assembly } = had(flow.checked);
      const { changed } = await deployStack({ session, assembly, stackName, parameters, progress, signal });
      flow.changed = changed;
      return `${stackName} ${changed ? 'is deployed' : 'is as it should be'}`;
    },
  };
}

/** What an earlier step has left: the steps run in their order. */
function had<T>(value: T | undefined): T {
  if (value === undefined) throw new TypeError('a step ran before the one that it needs');
  return value;
}
