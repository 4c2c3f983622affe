import { services } from '@eks-practice/catalogue/services';
import { builtImages } from '@eks-practice/images/built-images';
import { clusterImage } from '@eks-practice/local-cluster/cluster-image';
import { ensureDocker } from '@eks-practice/machine/docker-daemon';
import type { Stage } from '@eks-practice/stages/stage';
import { stageObjects } from '@eks-practice/workloads/stage-objects';
import { type Change, applyObjects } from './kubernetes/apply.ts';
import { waitForAutoscalers } from './kubernetes/autoscaler-gate.ts';
import { kubernetesClient } from './kubernetes/client.ts';
import { waitForRollout } from './kubernetes/rollout.ts';
import type { LocalTarget } from './local-target.ts';
import { type Step, runSteps } from './output/steps.ts';

/** What a deploy did and where the result is. */
export interface Deployed {
  readonly stage: string;
  readonly cluster: string;
  readonly namespace: string;
  readonly images: Readonly<Record<string, string>>;
  readonly changes: readonly Change[];
  /** Of the public service. */
  readonly endpoint: string;
  readonly kubeconfig: string;
}

export interface DeployOptions {
  readonly quiet: boolean;
  /**
   * Work that needs nothing of the deploy, done beside the builds.
   * @default - none
   */
  readonly beside?: readonly Step[];
}

const serviceNames = services.map(({ name }) => name);

/** Check, images, cluster, objects, rollout and autoscalers: the whole line of a local deploy. */
export async function deployLocal(
  stage: Stage,
  { cluster, url }: LocalTarget,
  options: DeployOptions,
): Promise<Deployed> {
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
    run: async (progress) => {
      await cluster.up(nodeImage, progress);
      const loaded = await cluster.loadImages(Object.values(images), progress);
      return loaded.length === 0 ? 'running, and has the images' : `running, ${loaded.length} images loaded`;
    },
  };
  const apply: Step = {
    title: 'Objects',
    run: async () => {
      changes = await applyObjects(await client(), stage.name, stageObjects({ stage, images }));
      return summary(changes);
    },
  };
  const roll: Step = {
    title: 'Rollout',
    run: async (progress) => {
      await waitForRollout(await client(), stage.name, leastReplicas(stage), progress);
      return 'every pod is ready';
    },
  };
  const gate: Step = {
    title: 'Autoscalers',
    run: async (progress) => {
      await waitForAutoscalers(await client(), stage.name, serviceNames, progress);
      return 'each reads a metric';
    },
  };

  const docker: Step = { title: 'Docker', run: async (progress) => void (await ensureDocker(progress)) };
  const builds = { title: 'Builds', together: [buildNodeImage, buildImages, ...(options.beside ?? [])] };
  await runSteps([docker, builds, startCluster, apply, roll, gate], options);
  return {
    stage: stage.name,
    cluster: stage.cluster.name,
    namespace: stage.name,
    images,
    changes,
    endpoint: url,
    kubeconfig: cluster.kubeconfigPath,
  };
}

function leastReplicas({ services: settings }: Stage): Record<string, number> {
  return Object.fromEntries(Object.entries(settings).map(([name, { scaling }]) => [name, scaling.minReplicas]));
}

/** e.g. `12 created` or `2 changed, 11 unchanged`. */
export function summary(changes: readonly Change[]): string {
  const counts = Object.entries(Object.groupBy(changes, ({ action }) => action));
  return counts.map(([action, of]) => `${of.length} ${action}`).join(', ');
}
