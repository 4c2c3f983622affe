import { targetMillicores } from '@eks-practice/stages/scale-out';
import { RunInvalid } from '../run-invalid.ts';
import { maxRatePerSecond } from './bounds.ts';
import {
  type MeasuredService,
  demandMillicores,
  rateFor,
  replicasFor,
  scaleOutMillicores,
} from './measured-service.ts';
import type { Phase } from './phase.ts';

/** What a service is expected to do at the peak. */
export interface ExpectedDemand {
  readonly name: string;
  readonly millicores: number;
  /** The CPU above which its autoscaler adds pods. */
  readonly scaleOutMillicores: number;
  /** What the pods at rest may use of their CPU limits, so that they still carry the peak alone. */
  readonly carriedMillicores: number;
  readonly replicas: number;
}

export interface LoadProfile {
  readonly base: Phase;
  readonly peak: Phase;
  readonly expected: readonly ExpectedDemand[];
}

/** How much of the limits of the pods at rest the peak may take: they must carry it alone until the others are ready. */
const carriedShare = 0.7;

/**
 * A peak must clear the threshold by this much: a calibration is at a lower rate, on code that is less warm, and so takes a
 * request to cost more than it does; on a machine that does something else meanwhile, up to twice as much.
 */
const clearance = 1.3;

/**
 * For the same reason the peak aims beyond what the last of maxReplicas is needed for: none more can come. A quick run has
 * looked once only, at a rate at which a request was seen to cost 2.7 times what it does at the peak (decision 0017).
 */
const aim = { full: 1.15, quick: 2.5 } as const;

/** Just long enough to see the difference when the step comes. */
const baseSeconds = { full: 10, quick: 5 } as const;

/** How long the peak is held beyond the latest decision, in seconds: for pods to start and serve. */
const servingSeconds = 25;

/**
 * How long the peak is held at least and at most, in seconds. The bound follows from the windows that metrics-server has
 * shown so far, and the load may see longer ones.
 */
const peakSeconds = { least: 90, most: 240 } as const;

export interface LoadShape {
  /**
   * Whether it is as short as it may be.
   * @default false
   */
  readonly quick?: boolean;
  /**
   * How many k6 send it together, each no more than one alone would.
   * @default 1
   */
  readonly runners?: number;
  /**
   * How much longer the base is held, in seconds, so that the step meets the autoscaler's rounds at another moment.
   * @default 0
   */
  readonly delaySeconds?: number;
  /**
   * By when the entry service's autoscaler must have decided, in seconds from the step; null where that is unknown.
   * @default null
   */
  readonly decisionBoundSeconds?: number | null;
}

/**
 * The load that makes a stage scale out, and that its pods at rest can still carry: a step from a base rate up to a peak
 * that lies above what the entry service's autoscaler accepts, at best just beyond what its maxReplicas hold at their
 * target, and at most at 70 % of the CPU limits of every service's minReplicas.
 * @throws {RunInvalid} where no rate is both, naming the settings of the stage to change
 */
export function loadProfile(
  services: readonly MeasuredService[],
  { quick = false, decisionBoundSeconds = null, delaySeconds = 0, runners = 1 }: LoadShape = {},
): LoadProfile {
  const entry = entryOf(services);
  const lowest = lowestScalingRate(services);
  const length = quick ? 'quick' : 'full';
  const wanted = Math.max(lowest, rateFor(entry, aim[length] * entry.maxReplicas * targetMillicores(entry)));
  const bearable = services.map((service) => ({ service, rate: rateFor(service, carriedMillicores(service)) }));
  const tightest = bearable.reduce((a, b) => (b.rate < a.rate ? b : a));
  const most = runners * maxRatePerSecond;
  const rate = Math.floor(Math.min(wanted, tightest.rate, most));
  if (rate < Math.floor(lowest)) throw new RunInvalid(noRate(entry, lowest, tightest, most));

  const base = Math.max(1, Math.floor(0.3 * lowest));
  const seconds = baseSeconds[length] + delaySeconds;
  return {
    base: { name: 'base', ratePerSecond: base, seconds },
    peak: { name: 'peak', ratePerSecond: rate, seconds: peakSecondsFor(decisionBoundSeconds) },
    expected: services.map((service) => ({
      name: service.name,
      millicores: demandMillicores(service, rate),
      scaleOutMillicores: scaleOutMillicores(service),
      carriedMillicores: carriedMillicores(service),
      replicas: replicasFor(service, demandMillicores(service, rate)),
    })),
  };
}

function peakSecondsFor(bound: number | null): number {
  const wanted = Math.ceil(bound ?? 0) + servingSeconds;
  return Math.min(peakSeconds.most, Math.max(peakSeconds.least, wanted));
}

/**
 * The least rate at which the entry service is sure to scale out.
 * @throws {RunInvalid} where it used no CPU during the calibration
 */
export function lowestScalingRate(services: readonly MeasuredService[]): number {
  const entry = entryOf(services);
  return rateFor(entry, clearance * scaleOutMillicores(entry));
}

function entryOf(services: readonly MeasuredService[]): MeasuredService {
  const entry = services.find((service) => service.entry);
  if (entry && entry.costMillicores > 0) return entry;
  const name = entry?.name ?? 'The stage';
  throw new RunInvalid(`${name} used no CPU during the calibration, so what a request costs is unknown.`);
}

/** The CPU that a service's pods at rest may be asked for. */
export function carriedMillicores(service: MeasuredService): number {
  return carriedShare * service.minReplicas * service.cpuLimitMillicores;
}

function noRate(
  entry: MeasuredService,
  lowest: number,
  tightest: { service: MeasuredService; rate: number },
  most: number,
): string {
  const needed = `It takes ${Math.ceil(lowest)} requests/s to make ${entry.name} scale out`;
  const lower = `lower cpuRequestMillicores or targetCpuPercent of ${entry.name} in the stage`;
  if (tightest.rate >= most) {
    return `${needed}, more than the ${most} that are ever sent: ${lower}.`;
  }
  const { name } = tightest.service;
  return (
    `${needed}, but the pods of ${name} at rest carry only ${Math.floor(tightest.rate)} within ${carriedShare * 100} % of ` +
    `their CPU limits: raise cpuLimitMillicores of ${name}, or ${lower}.`
  );
}
