import { defaultTolerance, mostPercent } from '@eks-practice/stages/scale-out';
import type { EksStage } from '@eks-practice/stages/stage';
import type { KubernetesObject } from '@eks-practice/workloads/stage-objects';
import type { Refusal } from './refusal.ts';

interface Container {
  readonly name: string;
  readonly resources?: { readonly requests?: Readonly<Record<string, string>> };
}

/**
 * Whether every container of a Deployment that is scaled by CPU has a CPU request. Without one on any of them the
 * autoscaler has nothing to take per cent of, reads `<unknown>`, and never scales.
 */
export function autoscalerRefusals(objects: readonly KubernetesObject[]): Refusal[] {
  return objects.filter(isScaledByCpu).flatMap(({ metadata, spec }) => {
    const target = (spec?.scaleTargetRef as { readonly name: string }).name;
    const deployment = objects.find((object) => object.kind === 'Deployment' && object.metadata.name === target);
    return containersOf(deployment)
      .filter(({ resources }) => resources?.requests?.cpu === undefined)
      .map((container) => ({
        guard: 'autoscaler-request',
        message: `Autoscaler ${metadata.name} scales by CPU, but container ${container.name} of Deployment ${target} has no CPU request: it would read <unknown> and never scale.`,
        remedy: 'Give the container resources.requests.cpu, in packages/workloads.',
      }));
  });
}

function isScaledByCpu({ kind, spec }: KubernetesObject): boolean {
  const metrics = (spec?.metrics ?? []) as readonly { readonly resource?: { readonly name: string } }[];
  return kind === 'HorizontalPodAutoscaler' && metrics.some(({ resource }) => resource?.name === 'cpu');
}

function containersOf(deployment: KubernetesObject | undefined): readonly Container[] {
  const template = deployment?.spec?.template as { spec: { containers: readonly Container[] } } | undefined;
  return template?.spec.containers ?? [];
}

/**
 * Whether a pod can ever show a use at which its autoscaler adds another: it is throttled at its limit, and so shows no
 * more than limit/request.
 */
export function reachRefusals({ name, services }: EksStage): Refusal[] {
  return Object.entries(services).flatMap(([service, { scaling, resources }]) => {
    const most = mostPercent(resources);
    const needed = scaling.targetCpuPercent * (1 + defaultTolerance);
    if (most > needed) return [];
    const limit = Math.floor((resources.cpuRequestMillicores * needed) / 100) + 1;
    return [
      {
        guard: 'autoscaler-reach',
        message: `stages.${name}.services.${service}: a pod is throttled at ${Math.round(most)} % of its CPU request, but the autoscaler adds pods only above ${Math.round(needed)} % (targetCpuPercent ${scaling.targetCpuPercent} and 10 % tolerance): it would never scale out.`,
        remedy: `Set resources.cpuLimitMillicores to ${limit} or more, or lower scaling.targetCpuPercent.`,
      },
    ];
  });
}
