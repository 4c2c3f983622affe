import { AppsV1Api, AutoscalingV2Api, KubeConfig, type V1Deployment } from '@kubernetes/client-node';
import { UserError } from '@eks-practice/errors/user-error';
import type { LoadTarget } from '../load-target.ts';
import { settingFaults } from './setting-faults.ts';
import { seconds } from './quantity.ts';

/** A stage as the cluster has it. */
export interface DeployedStage {
  /** The image of each service, by the service's name. */
  readonly images: Readonly<Record<string, string>>;
  /** How often metrics-server measures, in seconds; null where that cannot be seen. */
  readonly metricsResolutionSeconds: number | null;
}

/**
 * What runs of a stage, held against what its settings say: a verdict on settings that are not in force would mislead.
 * @throws {UserError} `stage-not-deployed`, or `stage-outdated` where it runs with other settings, naming each
 * @throws whatever the client throws where the cluster does not answer
 */
export async function deployedStage({ kubeconfigPath, stage }: LoadTarget): Promise<DeployedStage> {
  const config = new KubeConfig();
  config.loadFromFile(kubeconfigPath);
  const namespace = stage.name;
  const apps = config.makeApiClient(AppsV1Api);
  const [{ items: deployments }, { items: autoscalers }, { items: system }] = await Promise.all([
    apps.listNamespacedDeployment({ namespace }),
    config.makeApiClient(AutoscalingV2Api).listNamespacedHorizontalPodAutoscaler({ namespace }),
    apps.listNamespacedDeployment({ namespace: 'kube-system' }),
  ]);
  const remedy = `Run: npx eks-practice deploy --stage ${stage.name}`;
  const names = Object.keys(stage.services);
  const missing = names.filter((name) => !byName(deployments, name) || !byName(autoscalers, name));
  if (missing.length > 0) {
    const what = `the cluster lacks the Deployment or the autoscaler of ${missing.join(', ')}`;
    throw new UserError(`Stage ${stage.name} is not deployed: ${what}.`, { code: 'stage-not-deployed', remedy });
  }
  const faults = Object.entries(stage.services).flatMap(([name, settings]) =>
    settingFaults(name, settings, byName(deployments, name), byName(autoscalers, name)),
  );
  if (faults.length > 0) {
    const message = `Stage ${stage.name} runs with other settings than it is to have: ${faults.join('; ')}.`;
    throw new UserError(message, { code: 'stage-outdated', remedy });
  }
  return {
    images: Object.fromEntries(names.map((name) => [name, container(byName(deployments, name))?.image ?? ''])),
    metricsResolutionSeconds: metricsResolution(byName(system, 'metrics-server')),
  };
}

function byName<T extends { metadata?: { name?: string } }>(items: readonly T[], name: string): T | undefined {
  return items.find(({ metadata }) => metadata?.name === name);
}

function container(deployment: V1Deployment | undefined) {
  return deployment?.spec?.template.spec?.containers[0];
}

function metricsResolution(metricsServer: V1Deployment | undefined): number | null {
  const { args = [], command = [] } = container(metricsServer) ?? {};
  const [, text] = /^--metric-resolution=(.+)$/m.exec([...command, ...args].join('\n')) ?? [];
  return text === undefined ? null : seconds(text);
}
