import {
  type ScaleUpRules,
  type ScaledByCpu,
  allowedReplicas,
  defaultTolerance,
  mostPercent,
  wantedReplicas,
} from './scale-out.ts';
import type { ServiceSettings, Stage } from './stage.ts';

/** The rules that a stage's settings make; Kubernetes takes the larger of the two steps. */
export function scaleUpRules({ scaleUp }: ServiceSettings['scaling']): ScaleUpRules {
  const { percent, pods, periodSeconds, stabilizationSeconds } = scaleUp;
  return {
    policies: [
      { type: 'Pods', value: pods, periodSeconds },
      { type: 'Percent', value: percent, periodSeconds },
    ],
    select: 'Max',
    stabilizationSeconds,
    tolerance: defaultTolerance,
  };
}

/**
 * Why a stage's services cannot go from minReplicas to maxReplicas in one step of their autoscaler, whatever the load, and
 * which settings would let them: a sentence each; none where they can.
 */
export function oneStepWarnings({ name, services }: Pick<Stage, 'name' | 'services'>): string[] {
  const found = Object.entries(services).flatMap(([service, settings]) =>
    obstacles(settings).map((obstacle) => ({ service, obstacle })),
  );
  const byObstacle = Map.groupBy(found, ({ obstacle }) => obstacle);
  return [...byObstacle].map(
    ([obstacle, of]) => `Stage ${name}: ${of.map(({ service }) => service).join(' and ')} ${obstacle}`,
  );
}

function obstacles({ scaling, resources }: ServiceSettings): string[] {
  const { minReplicas, maxReplicas } = scaling;
  const cannot = `cannot go from ${minReplicas} to ${maxReplicas} pods in one step: `;
  const service = { ...scaling, ...resources };
  const rules = scaleUpRules(scaling);
  const shown = wantedReplicas(minReplicas, mostPercent(service), scaling.targetCpuPercent);
  const allowed = allowedReplicas(minReplicas, rules);
  return [
    ...(shown < maxReplicas ? [cannot + throttled(service, shown)] : []),
    ...(allowed < maxReplicas ? [cannot + slowed(scaling, allowed)] : []),
  ];
}

function throttled(service: ScaledByCpu, shown: number): string {
  const { cpuLimitMillicores, cpuRequestMillicores, maxReplicas, minReplicas, targetCpuPercent } = service;
  const most = Math.floor(mostPercent(service));
  // ceil(use x minReplicas / target) reaches maxReplicas as soon as what stands in it is above maxReplicas - 1.
  const needed = Math.floor((targetCpuPercent * (maxReplicas - 1)) / minReplicas) + 1;
  const request = Math.floor((cpuLimitMillicores * 100) / needed);
  const target = Math.ceil((most * minReplicas) / (maxReplicas - 1)) - 1;
  const ways = [
    `raise resources.cpuLimitMillicores to ${Math.ceil((cpuRequestMillicores * needed) / 100)}`,
    ...(request >= 1 ? [`lower resources.cpuRequestMillicores to ${request}`] : []),
    ...(target >= 1 ? [`lower scaling.targetCpuPercent to ${target}`] : []),
  ];
  return (
    `a pod is throttled at ${most} % of its CPU request, by which the autoscaler wants ${shown} pods at most. ` +
    `To let it, ${ways.join(', or ')}.`
  );
}

function slowed({ maxReplicas, minReplicas, scaleUp }: ServiceSettings['scaling'], allowed: number): string {
  const pods = maxReplicas - minReplicas;
  // Rounded up as the autoscaler does, one per cent less may do; it is whole per cent that can be set.
  const percent = Math.floor(((maxReplicas - 1) / minReplicas - 1) * 100) + 1;
  return (
    `in ${scaleUp.periodSeconds} s it may add ${scaleUp.pods} pods or ${scaleUp.percent} %, which makes ${allowed}. ` +
    `To let it, set scaling.scaleUp.pods to ${pods}, or scaling.scaleUp.percent to ${percent}.`
  );
}
