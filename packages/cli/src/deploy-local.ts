import { services } from '@eks-practice/catalogue/services';
import { metricsNotices } from '@eks-practice/guards/stage-notices';
import { builtImages } from '@eks-practice/images/built-images';
import { clusterImage } from '@eks-practice/local-cluster/cluster-image';
import { ensureDocker } from '@eks-practice/machine/docker-daemon';
import { oneStepWarnings } from '@eks-practice/stages/one-step';
import type { Stage } from '@eks-practice/stages/stage';
import { stageObjects } from '@eks-practice/workloads/stage-objects';
import { gateSteps } from './gate-steps.ts';
import { type Change, applyObjects } from './kubernetes/apply.ts';
import { answered, kubernetesClient } from './kubernetes/client.ts';
import { setMetricsResolution, waitForMetricsServer } from './kubernetes/metrics-resolution.ts';
import { reviveCluster } from './kubernetes/revive-cluster.ts';
import type { LocalTarget } from './local-target.ts';
import { type Step, runSteps } from './output/steps.ts';
import type { DeployOptions } from './place.ts';
import { type Deployed, stageOutputs } from './stage-outputs.ts';

/** Where the result of a deploy is, and what was done with each object. */
export interface DeployedLocally extends Deployed {
  readonly changes: readonly Change[];
}

const serviceNames = services.map(({ name }) => name);

/** Check, images, cluster, objects, rollout and autoscalers: the whole line of a local deploy. */
export async function deployLocal(stage: Stage, target: LocalTarget, options: DeployOptions): Promise<DeployedLocally> {
  const { cluster, urls } = target;
  let nodeImage = '';
  let images: Readonly<Record<string, string>> = {};
  let changes: readonly Change[] = [];
  const client = () => kubernetesClient(cluster.kubeconfigPath);

  const buildNodeImage: Step = {
    title: 'Kubernetes image',
    run: async (progress) => (nodeImage = await clusterImage(progress)),
  };
  const buildImages: Step = {
    title: 'Service images',
    run: async (progress) => {
      images = await builtImages(serviceNames, progress);
      return Object.values(images).join(', ');
    },
  };
  const startCluster: Step = {
    title: 'Cluster',
    leaves: 'The cluster may be half made or without its images; what was in it is kept.',
    run: async (progress) => {
      if ((await cluster.state()) === 'running') await reviveCluster(client, progress);
      await cluster.up(nodeImage, progress);
      const loaded = await cluster.loadImages(Object.values(images), progress);
      await setMetricsResolution(await client(), stage.cluster.metricsResolutionSeconds, progress);
      return loaded.length === 0 ? 'running, and has the images' : `running, ${loaded.length} images loaded`;
    },
  };
  const apply: Step = {
    title: 'Objects',
    leaves: 'Some of the objects are of this deploy and some of the one before.',
    run: async () => {
      const objects = stageObjects({ stage, images });
      changes = await answered(applyObjects(await client(), stage.name, objects), stage.name);
      return summary(changes);
    },
  };

  const measure: Step = {
    title: 'Metrics',
    leaves: 'The stage is deployed; metrics-server may still be replaced.',
    run: async (progress) => {
      await waitForMetricsServer(await client(), progress);
      return `measured every ${stage.cluster.metricsResolutionSeconds} s`;
    },
  };
  const docker: Step = { title: 'Docker', run: async (progress) => void (await ensureDocker(progress)) };
  const builds = { title: 'Builds', together: [buildNodeImage, buildImages, ...(options.beside ?? [])] };
  await runSteps([docker, builds, startCluster, apply, ...gateSteps(stage, client), measure], options);
  return {
    ...stageOutputs(stage, { urls, kubeconfigPath: cluster.kubeconfigPath }, images),
    changed: changes.some(({ action }) => action !== 'unchanged'),
    notices: metricsNotices(stage.cluster),
    warnings: oneStepWarnings(stage),
    changes,
  };
}

/** e.g. `12 created` or `2 changed, 11 unchanged`. */
export function summary(changes: readonly Change[]): string {
  const counts = Object.entries(Object.groupBy(changes, ({ action }) => action));
  return counts.map(([action, of]) => `${of.length} ${action}`).join(', ');
}
