/** What decides how many pods a service gets for the CPU that it uses. CPU in thousandths of a core. */
export interface ScaledByCpu {
  readonly minReplicas: number;
  readonly maxReplicas: number;
  readonly targetCpuPercent: number;
  readonly cpuRequestMillicores: number;
  readonly cpuLimitMillicores: number;
}

/** How fast an autoscaler may add pods: `spec.behavior.scaleUp` of a HorizontalPodAutoscaler. */
export interface ScaleUpRules {
  readonly policies: readonly ScaleUpPolicy[];
  /** Which policy counts where they differ: the one that allows most, the one that allows least, or none is allowed. */
  readonly select: 'Max' | 'Min' | 'Disabled';
  /** How long it looks back, taking the least that it wanted in that time. */
  readonly stabilizationSeconds: number;
  /** How far use may be from the target before it acts, as a share of the target. */
  readonly tolerance: number;
}

export interface ScaleUpPolicy {
  readonly type: 'Percent' | 'Pods';
  readonly value: number;
  /** No more than `value` is added within this time. */
  readonly periodSeconds: number;
}

/** Kubernetes' default tolerance (`--horizontal-pod-autoscaler-tolerance`). */
export const defaultTolerance = 0.1;

/** The CPU that one pod is held at, in thousandths of a core. */
export function targetMillicores(service: Pick<ScaledByCpu, 'targetCpuPercent' | 'cpuRequestMillicores'>): number {
  return (service.targetCpuPercent / 100) * service.cpuRequestMillicores;
}

/** The most that a pod can show, in per cent of its request: it is throttled at its limit. */
export function mostPercent(service: Pick<ScaledByCpu, 'cpuRequestMillicores' | 'cpuLimitMillicores'>): number {
  return (service.cpuLimitMillicores / service.cpuRequestMillicores) * 100;
}

/**
 * How many pods an autoscaler wants, by the CPU that its pods show: ceil(replicas x use / target), unless that is within
 * the tolerance (kubernetes pkg/controller/podautoscaler/replica_calculator.go; use is cut to whole per cent there).
 * @param usePercent the mean over the pods, in per cent of their requests
 */
export function wantedReplicas(
  replicas: number,
  usePercent: number,
  targetCpuPercent: number,
  tolerance: number = defaultTolerance,
): number {
  const ratio = Math.floor(usePercent) / targetCpuPercent;
  return ratio >= 1 - tolerance && ratio <= 1 + tolerance ? replicas : Math.ceil(ratio * replicas);
}

/**
 * How many pods the policies allow at most (calculateScaleUpLimitWithScalingRules in horizontal.go of the same package).
 * @param addedWithin how many were added in the last so many seconds
 */
export function allowedReplicas(
  replicas: number,
  { policies, select }: Pick<ScaleUpRules, 'policies' | 'select'>,
  addedWithin: (seconds: number) => number = () => 0,
): number {
  if (select === 'Disabled') return replicas;
  const limits = policies.map(({ type, value, periodSeconds }) => {
    const before = replicas - addedWithin(periodSeconds);
    return type === 'Pods' ? before + value : Math.ceil(before * (1 + value / 100));
  });
  return Math.max(replicas, select === 'Max' ? Math.max(...limits) : Math.min(...limits));
}
