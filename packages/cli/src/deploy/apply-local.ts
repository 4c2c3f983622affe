import type { LocalCluster } from '@eks-practice/local-cluster/local-cluster';
import type { Stage } from '@eks-practice/stages/stage';
import { stageObjects } from '@eks-practice/workloads/stage-objects';
import { gateSteps } from './gate-steps.ts';
import { type Change, applyObjects } from '../kubernetes/apply.ts';
import { answered, kubernetesClient } from '../kubernetes/client.ts';
import { setMetricsResolution, waitForMetricsServer } from '../kubernetes/metrics-resolution.ts';
import { reviveCluster } from '../kubernetes/revive-cluster.ts';
import { type Step, type StepsOptions, runSteps } from '../output/steps.ts';

/** What a local deploy has built before it comes to the cluster. */
export interface BuiltLocally {
  readonly nodeImage: string;
  readonly images: Readonly<Record<string, string>>;
}

/**
 * The second half of a local deploy: cluster, objects, rollout and autoscalers.
 * @returns what was done with each object
 */
export async function applyLocally(
  stage: Stage,
  cluster: LocalCluster,
  { nodeImage, images }: BuiltLocally,
  options: StepsOptions,
): Promise<readonly Change[]> {
  let changes: readonly Change[] = [];
  const client = () => kubernetesClient(cluster.kubeconfigPath);

  const startCluster: Step = {
    title: 'Cluster',
    leaves: 'The cluster may be half made or without its images; what was in it is kept.',
    run: async (progress) => {
      if ((await cluster.state()) === 'running') await reviveCluster(client, progress);
      const loaded = await cluster.up(nodeImage, Object.values(images), progress);
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
  await runSteps([startCluster, apply, ...gateSteps(stage, client), measure], options);
  return changes;
}

/** e.g. `12 created` or `2 changed, 11 unchanged`. */
function summary(changes: readonly Change[]): string {
  const counts = Object.entries(Object.groupBy(changes, ({ action }) => action));
  return counts.map(([action, of]) => `${of.length} ${action}`).join(', ');
}
