import { services } from '@eks-practice/catalogue/services';
import { kubernetesMinor } from '@eks-practice/stages/kubernetes-version';
import { type EksStage, isOnEks } from '@eks-practice/stages/stage';
import { app } from '@eks-practice/stages/stages';
import { stageObjects } from '@eks-practice/workloads/stage-objects';
import { autoscalerRefusals, reachRefusals } from './autoscaler-guard.ts';
import { capacityRefusals, podSizeRefusals } from './capacity-guard.ts';
import { drainRefusals } from './drain-guard.ts';
import { nameRefusals } from './names-guard.ts';
import type { Refusal } from './refusal.ts';
import { regionRefusals } from './region-guard.ts';
import { supportRefusals } from './support-guard.ts';

/**
 * Everything that speaks against a stage and can be known before an image is built or AWS is asked.
 * @param stage the stage; what else runs in its cluster is taken from `stages`
 * @param today decides which Kubernetes versions EKS still supports
 * @param stages those that share clusters; default: of stages.ts
 */
export function stageRefusals(
  stage: EksStage,
  today: Date = new Date(),
  stages: readonly EksStage[] = Object.values(app.stages).filter(isOnEks),
): Refusal[] {
  const others = stages.filter(({ name, cluster }) => name !== stage.name && cluster.name === stage.cluster.name);
  return [
    ...regionRefusals(stage.cluster),
    ...supportRefusals(kubernetesMinor, today),
    ...nameRefusals(stage),
    ...capacityRefusals([stage, ...others]),
    ...podSizeRefusals(stage),
    ...drainRefusals(stage),
    ...reachRefusals(stage),
    ...autoscalerRefusals(stageObjects({ stage, images: placeholders })),
  ];
}

/** The objects are looked at before there are images. */
const placeholders = Object.fromEntries(services.map(({ name }) => [name, `${name}:not-built-yet`]));
