import { defaultTolerance, targetMillicores } from '@eks-practice/stages/scale-out';

/** A service of the stage, with what a calibration has found of it. CPU in thousandths of a core. */
export interface MeasuredService {
  readonly name: string;
  /** Whether the target's URL leads to it; the other services get their share of the load through it, or none. */
  readonly entry: boolean;
  readonly minReplicas: number;
  readonly maxReplicas: number;
  readonly targetCpuPercent: number;
  readonly cpuRequestMillicores: number;
  readonly cpuLimitMillicores: number;
  /** What its pods at rest use together with no request at all: probes, timers, garbage. */
  readonly restMillicores: number;
  /** What a request to the target costs it on top: CPU per request per second; about 0 where the load does not reach it. */
  readonly costMillicores: number;
}

/** The CPU above which the autoscaler adds pods to those at rest. */
export function scaleOutMillicores(service: MeasuredService): number {
  return (1 + defaultTolerance) * targetMillicores(service) * service.minReplicas;
}

/** The CPU that a service uses at a rate, all its pods together; what further pods use at rest is left out. */
export function demandMillicores(service: MeasuredService, ratePerSecond: number): number {
  return service.restMillicores + service.costMillicores * ratePerSecond;
}

/** The rate at which a service uses that much CPU; 0 where it uses as much at rest. */
export function rateFor(service: MeasuredService, millicores: number): number {
  return Math.max(0, millicores - service.restMillicores) / service.costMillicores;
}

/** How many pods the autoscaler wants in the end: ceil(demand / target), within its bounds. */
export function replicasFor(service: MeasuredService, millicores: number): number {
  const wanted = Math.ceil(millicores / targetMillicores(service));
  return Math.min(service.maxReplicas, Math.max(service.minReplicas, wanted));
}
