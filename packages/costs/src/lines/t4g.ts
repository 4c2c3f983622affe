import type { T4gType } from '../prices/rates.ts';

/**
 * Of each t4g type its vCPUs and the share of each that it may use all the time; above it credits are spent.
 * Source: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/burstable-credits-baseline-concepts.html
 */
export const t4g: Readonly<Record<T4gType, { readonly vcpus: number; readonly baselinePercent: number }>> = {
  't4g.nano': { vcpus: 2, baselinePercent: 5 },
  't4g.micro': { vcpus: 2, baselinePercent: 10 },
  't4g.small': { vcpus: 2, baselinePercent: 20 },
  't4g.medium': { vcpus: 2, baselinePercent: 20 },
  't4g.large': { vcpus: 2, baselinePercent: 30 },
  't4g.xlarge': { vcpus: 4, baselinePercent: 40 },
  't4g.2xlarge': { vcpus: 8, baselinePercent: 40 },
};

/** How many vCPUs above its baseline an instance uses, that uses so much of its CPU on average. */
export function vcpusAboveBaseline(type: T4gType, cpuPercent: number): number {
  const { vcpus, baselinePercent } = t4g[type];
  return (vcpus * Math.max(0, cpuPercent - baselinePercent)) / 100;
}
