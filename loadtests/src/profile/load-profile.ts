import { RunInvalid } from '../run-invalid.ts';
import { maxRatePerSecond } from './bounds.ts';
import {
  type MeasuredService,
  demandMillicores,
  rateFor,
  replicasFor,
  scaleOutMillicores,
  targetMillicores,
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

/** A peak must clear the threshold by this much, since a calibration on code that is not warm yet overestimates costs. */
const clearance = 1.3;

/** Just long enough to see the difference when the step comes. */
const baseSeconds = 10;

/**
 * How long the peak is held. The decision comes at the latest after metrics-server's window (15 s), twice cAdvisor's
 * interval (20 s), a scrape (15 s) and a sync of the autoscaler (15 s): 65 s. The rest is for pods to start and serve.
 */
const peakSeconds = 90;

/**
 * The load that makes a stage scale out, and that its pods at rest can still carry: a step from a base rate up to a peak
 * that lies above what the entry service's autoscaler accepts, at best just below what its maxReplicas are needed for,
 * and at most at 70 % of the CPU limits of every service's minReplicas.
 * @throws {RunInvalid} where no rate is both, naming the settings of the stage to change
 */
export function loadProfile(services: readonly MeasuredService[]): LoadProfile {
  const entry = services.find((service) => service.entry);
  if (!entry || entry.costMillicores <= 0) {
    const name = entry?.name ?? 'The stage';
    throw new RunInvalid(`${name} used no CPU during the calibration, so what a request costs is unknown.`);
  }
  const lowest = rateFor(entry, clearance * scaleOutMillicores(entry));
  const wanted = Math.max(lowest, rateFor(entry, (entry.maxReplicas - 0.5) * targetMillicores(entry)));
  const bearable = services.map((service) => ({ service, rate: rateFor(service, carriedBy(service)) }));
  const tightest = bearable.reduce((a, b) => (b.rate < a.rate ? b : a));
  const rate = Math.floor(Math.min(wanted, tightest.rate, maxRatePerSecond));
  if (rate < Math.floor(lowest)) throw new RunInvalid(noRate(entry, lowest, tightest));

  const base = Math.max(1, Math.floor(0.3 * lowest));
  return {
    base: { name: 'base', ratePerSecond: base, seconds: baseSeconds },
    peak: { name: 'peak', ratePerSecond: rate, seconds: peakSeconds },
    expected: services.map((service) => ({
      name: service.name,
      millicores: demandMillicores(service, rate),
      scaleOutMillicores: scaleOutMillicores(service),
      carriedMillicores: carriedBy(service),
      replicas: replicasFor(service, demandMillicores(service, rate)),
    })),
  };
}

function carriedBy(service: MeasuredService): number {
  return carriedShare * service.minReplicas * service.cpuLimitMillicores;
}

function noRate(entry: MeasuredService, lowest: number, tightest: { service: MeasuredService; rate: number }): string {
  const needed = `It takes ${Math.ceil(lowest)} requests/s to make ${entry.name} scale out`;
  const lower = `lower cpuRequestMillicores or targetCpuPercent of ${entry.name} in the stage`;
  if (tightest.rate >= maxRatePerSecond) {
    return `${needed}, more than the ${maxRatePerSecond} that are ever sent: ${lower}.`;
  }
  const { name } = tightest.service;
  return (
    `${needed}, but the pods of ${name} at rest carry only ${Math.floor(tightest.rate)} within ${carriedShare * 100} % of ` +
    `their CPU limits: raise cpuLimitMillicores of ${name}, or ${lower}.`
  );
}
