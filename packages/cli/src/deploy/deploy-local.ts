import { services } from '@eks-practice/catalogue/services';
import { metricsNotices } from '@eks-practice/guards/stage-notices';
import { builtImages } from '@eks-practice/images/built-images';
import { clusterImage } from '@eks-practice/local-cluster/node-image/cluster-image';
import { oneStepWarnings } from '@eks-practice/stages/one-step';
import type { Stage } from '@eks-practice/stages/stage';
import { dockerStep } from './docker-step.ts';
import type { Change } from '../kubernetes/apply.ts';
import type { LocalTarget } from '../place/local-target.ts';
import { type Step, runSteps } from '../output/steps.ts';
import type { DeployOptions } from '../place/place.ts';
import { type Deployed, stageOutputs } from '../place/stage-outputs.ts';

/** Where the result of a deploy is, and what was done with each object. */
export interface DeployedLocally extends Deployed {
  readonly changes: readonly Change[];
}

const secondHalf = () => import('./apply-local.ts');

const serviceNames = services.map(({ name }) => name);

/** Check, images, cluster, objects, rollout and autoscalers: the whole line of a local deploy. */
export async function deployLocal(stage: Stage, target: LocalTarget, options: DeployOptions): Promise<DeployedLocally> {
  const { cluster, urls } = target;
  let nodeImage = '';
  let images: Readonly<Record<string, string>> = {};

  const buildNodeImage: Step = {
    title: 'Kubernetes image',
    run: async (progress) => (nodeImage = await clusterImage(progress)),
  };
  const buildImages: Step = {
    title: 'Service images',
    run: async (progress) => {
      const built = builtImages(serviceNames, progress);
      // Its Kubernetes client takes nearly as long to load as a service to bundle, which another process does meanwhile.
      [images] = await Promise.all([built, secondHalf()]);
      return Object.values(images).join(', ');
    },
  };
  const builds = { title: 'Builds', together: [buildNodeImage, buildImages, ...(options.beside ?? [])] };
  await runSteps([dockerStep, builds], options);
  const { applyLocally } = await secondHalf();
  const changes = await applyLocally(stage, cluster, { nodeImage, images }, options);
  return {
    ...stageOutputs(stage, { urls, kubeconfigPath: cluster.kubeconfigPath }, images),
    changed: changes.some(({ action }) => action !== 'unchanged'),
    notices: metricsNotices(stage.cluster),
    warnings: oneStepWarnings(stage),
    changes,
  };
}
