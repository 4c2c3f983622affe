import {
  ApiException,
  AppsV1Api,
  AutoscalingV2Api,
  CoreV1Api,
  KubeConfig,
  type V1Deployment,
} from '@kubernetes/client-node';
import { UserError } from '@eks-practice/errors/user-error';
import { isOnEks } from '@eks-practice/stages/stage';
import type { LoadTarget } from '../load-target.ts';
import type { ReactionFacts } from '../reaction/facts.ts';
import { named, reactionFacts } from './reaction-facts.ts';
import { settingFaults } from './setting-faults.ts';

/** A stage as the cluster has it. */
export interface DeployedStage {
  /** The image of each service, by the service's name. */
  readonly images: Readonly<Record<string, string>>;
  /** What decides how soon its autoscalers react. */
  readonly reaction: ReactionFacts;
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
  const core = config.makeApiClient(CoreV1Api);
  const [{ items: deployments }, { items: autoscalers }, { items: system }, pods, nodes] = await Promise.all([
    apps.listNamespacedDeployment({ namespace }),
    config.makeApiClient(AutoscalingV2Api).listNamespacedHorizontalPodAutoscaler({ namespace }),
    apps.listNamespacedDeployment({ namespace: 'kube-system' }),
    ifAllowed(core.listNamespacedPod({ namespace: 'kube-system', labelSelector: 'component=kube-controller-manager' })),
    ifAllowed(core.listNode()),
  ]);
  const remedy = `Run: npx eks-practice deploy --stage ${stage.name}`;
  const names = Object.keys(stage.services);
  const missing = names.filter((name) => !named(deployments, name) || !named(autoscalers, name));
  if (missing.length > 0) {
    const what = `the cluster lacks the Deployment or the autoscaler of ${missing.join(', ')}`;
    throw new UserError(`Stage ${stage.name} is not deployed: ${what}.`, { code: 'stage-not-deployed', remedy });
  }
  const faults = Object.entries(stage.services).flatMap(([name, settings]) =>
    settingFaults(name, settings, named(deployments, name), named(autoscalers, name)),
  );
  if (faults.length > 0) {
    const message = `Stage ${stage.name} runs with other settings than it is to have: ${faults.join('; ')}.`;
    throw new UserError(message, { code: 'stage-outdated', remedy });
  }
  return {
    images: Object.fromEntries(names.map((name) => [name, imageOf(named(deployments, name))])),
    reaction: reactionFacts({
      ...{ onEks: isOnEks(stage), services: names, deployments, autoscalers, nodes },
      system: { deployments: system, pods },
    }),
  };
}

function imageOf(deployment: V1Deployment | undefined): string {
  return deployment?.spec?.template.spec?.containers[0]?.image ?? '';
}

/** Whoever may see a stage need not be allowed to see the whole cluster. */
async function ifAllowed<T>(answer: Promise<{ readonly items: T[] }>): Promise<T[] | undefined> {
  try {
    return (await answer).items;
  } catch (error) {
    if (error instanceof ApiException && error.code === 403) return undefined;
    throw error;
  }
}
