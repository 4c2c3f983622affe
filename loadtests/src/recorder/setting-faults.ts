import type { V1Deployment, V2HorizontalPodAutoscaler } from '@kubernetes/client-node';
import type { ServiceSettings } from '@eks-practice/stages/stage';
import { millicores } from './quantity.ts';

/** The settings that the load and its verdict follow from and that run otherwise than they are stated, in words. */
export function settingFaults(
  name: string,
  { scaling, resources }: ServiceSettings,
  deployment: V1Deployment | undefined,
  autoscaler: V2HorizontalPodAutoscaler | undefined,
): string[] {
  const { requests, limits } = deployment?.spec?.template.spec?.containers[0]?.resources ?? {};
  const { minReplicas, maxReplicas, metrics, behavior } = autoscaler?.spec ?? {};
  const cpu = metrics?.find(({ resource }) => resource?.name === 'cpu')?.resource?.target;
  const { scaleDown, scaleUp } = behavior ?? {};
  const policy = (type: string) => scaleUp?.policies?.find((one) => one.type === type);
  const settings: [string, number | undefined, number][] = [
    ['minReplicas', minReplicas, scaling.minReplicas],
    ['maxReplicas', maxReplicas, scaling.maxReplicas],
    ['targetCpuPercent', cpu?.averageUtilization, scaling.targetCpuPercent],
    ['scaleDownStabilizationSeconds', scaleDown?.stabilizationWindowSeconds, scaling.scaleDownStabilizationSeconds],
    ['scaleUp.percent', policy('Percent')?.value, scaling.scaleUp.percent],
    ['scaleUp.pods', policy('Pods')?.value, scaling.scaleUp.pods],
    ['scaleUp.periodSeconds', policy('Percent')?.periodSeconds, scaling.scaleUp.periodSeconds],
    ['scaleUp.stabilizationSeconds', scaleUp?.stabilizationWindowSeconds, scaling.scaleUp.stabilizationSeconds],
    ['cpuRequestMillicores', amount(requests?.cpu), resources.cpuRequestMillicores],
    ['cpuLimitMillicores', amount(limits?.cpu), resources.cpuLimitMillicores],
  ];
  return settings
    .filter(([, running, wanted]) => running !== wanted)
    .map(([setting, running, wanted]) => `${setting} of ${name} is ${running ?? 'not set'}, not ${wanted}`);
}

function amount(quantity: string | undefined): number | undefined {
  return quantity === undefined ? undefined : millicores(quantity);
}
