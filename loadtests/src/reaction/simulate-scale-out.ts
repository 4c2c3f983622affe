import {
  type ScaleUpRules,
  type ScaledByCpu,
  allowedReplicas,
  mostPercent,
  wantedReplicas,
} from '@eks-practice/stages/scale-out';

/** A workload under a load that steps up at 0 s. CPU in thousandths of a core, of all its pods together. */
export interface SteppedWorkload extends ScaledByCpu {
  readonly rules: ScaleUpRules;
  readonly baseMillicores: number;
  readonly peakMillicores: number;
  /** From a decision until the pods that it makes are ready. */
  readonly podStartSeconds: number;
}

/** How often each link of the chain looks, in seconds. */
export interface Rounds {
  /** cAdvisor in the kubelet; each interval is longer by up to its own length (housekeeping's jitter). */
  readonly cadvisorSeconds: number;
  /** metrics-server's `--metric-resolution`. */
  readonly resolutionSeconds: number;
  /** The autoscaler's `--horizontal-pod-autoscaler-sync-period`. */
  readonly syncSeconds: number;
}

/** A decision: from then on the autoscaler wants that many pods. */
export interface Step {
  /** Seconds from the load step. */
  readonly at: number;
  readonly replicas: number;
}

interface Pod {
  readonly readyAt: number;
  /** When cAdvisor measured it, in the order of time. */
  readonly samples: readonly number[];
  /** The two samples that metrics-server had last. */
  window: readonly [number, number] | undefined;
}

/**
 * Lives through one scale-out: cAdvisor's samples, metrics-server's scrapes and the autoscaler's rounds each begin at a
 * time of their own, by chance. The autoscaler decides as Kubernetes' does: the mean over a window, new pods count as 0
 * until a window lies wholly after they became ready, then tolerance, policies, stabilisation and maxReplicas.
 * @param until how long the load lasts, in seconds
 * @param random numbers in 0..1
 */
export function simulateScaleOut(
  workload: SteppedWorkload,
  rounds: Rounds,
  until: number,
  random: () => number,
): Step[] {
  const { cpuRequestMillicores, maxReplicas, minReplicas, rules, targetCpuPercent } = workload;
  // Before the step every pod at rest has been measured twice, and the autoscaler has looked as far back as it does.
  const measuredFrom = -2 * (2 * rounds.cadvisorSeconds + rounds.resolutionSeconds);
  const looksFrom = -(rules.stabilizationSeconds + rounds.syncSeconds);
  const newPod = (createdAt: number, readyAt: number): Pod => ({
    readyAt,
    samples: sampleTimes(createdAt, until, rounds.cadvisorSeconds, random),
    window: undefined,
  });
  const pods = Array.from({ length: minReplicas }, () => newPod(measuredFrom, measuredFrom));
  const steps: Step[] = [];
  const wishes: Step[] = [];
  const looks = [
    ...lookTimes('scrape', measuredFrom, rounds.resolutionSeconds, until, random),
    ...lookTimes('sync', looksFrom, rounds.syncSeconds, until, random),
  ].sort((a, b) => a.at - b.at);
  for (const { at, what } of looks) {
    if (what === 'scrape') {
      for (const pod of pods) scrape(pod, at);
      continue;
    }
    const use = seenUse(pods, at, workload);
    if (use === undefined) continue;
    wishes.push({ at, replicas: wishOf(pods.length, use, cpuRequestMillicores, targetCpuPercent, rules.tolerance) });
    const least = Math.min(
      ...wishes
        .filter((wish) => wish.at > at - rules.stabilizationSeconds || wish.at === at)
        .map((wish) => wish.replicas),
    );
    const added = (seconds: number): number =>
      pods.length - (steps.findLast((step) => step.at <= at - seconds)?.replicas ?? minReplicas);
    const replicas = Math.min(least, maxReplicas, allowedReplicas(pods.length, rules, added));
    if (replicas <= pods.length) continue;
    steps.push({ at, replicas });
    while (pods.length < replicas) pods.push(newPod(at, at + workload.podStartSeconds));
  }
  return steps;
}

/** Millicores of each pod that counts, 0 for one that is too new. */
type Use = readonly number[];

function wishOf(replicas: number, use: Use, request: number, target: number, tolerance: number): number {
  const percent = (of: Use): number => (of.reduce((sum, one) => sum + one, 0) / of.length / request) * 100;
  const measured = use.filter((one) => one > 0);
  if (measured.length === 0) return replicas;
  const first = wantedReplicas(measured.length, percent(measured), target, tolerance);
  if (measured.length === use.length) return first;
  // With pods that are too new it counts them as idle, and only acts where it would all the same.
  return first <= measured.length
    ? replicas
    : Math.max(replicas, wantedReplicas(use.length, percent(use), target, tolerance));
}

/** What metrics-server last said of each pod, as the autoscaler counts it; undefined before it said anything. */
function seenUse(pods: readonly Pod[], at: number, workload: SteppedWorkload): Use | undefined {
  if (!pods.some(({ window }) => window)) return undefined;
  return pods.map(({ readyAt, window }) => {
    if (!window || readyAt > at || window[0] < readyAt) return 0;
    return used(pods, window, workload) / (window[1] - window[0]);
  });
}

/** What a ready pod used in a time, in thousandths of a core x seconds: its share of the load, throttled at its limit. */
function used(pods: readonly Pod[], [from, to]: readonly [number, number], workload: SteppedWorkload): number {
  const limit = (mostPercent(workload) / 100) * workload.cpuRequestMillicores;
  const changes = [from, ...[0, ...pods.map(({ readyAt }) => readyAt)].filter((at) => at > from && at < to), to];
  changes.sort((a, b) => a - b);
  return changes.slice(1).reduce((sum, end, index) => {
    const begin = changes[index] as number;
    const demand = begin < 0 ? workload.baseMillicores : workload.peakMillicores;
    const sharing = pods.filter(({ readyAt }) => readyAt <= begin).length;
    return sum + (end - begin) * Math.min(limit, demand / Math.max(1, sharing));
  }, 0);
}

function sampleTimes(from: number, until: number, seconds: number, random: () => number): number[] {
  const times: number[] = [];
  for (let at = from + random() * seconds; at <= until; at += seconds * (1 + random())) times.push(at);
  return times;
}

function scrape(pod: Pod, at: number): void {
  const newest = pod.samples.findLast((sample) => sample <= at);
  if (newest === undefined || newest === pod.window?.[1]) return;
  // Of a pod that it has not seen before it needs a second sample.
  const before = pod.window?.[1] ?? pod.samples.findLast((sample) => sample < newest);
  if (before !== undefined) pod.window = [before, newest];
}

interface Look {
  readonly at: number;
  readonly what: 'scrape' | 'sync';
}

function lookTimes(what: Look['what'], from: number, every: number, until: number, random: () => number): Look[] {
  const looks: Look[] = [];
  for (let at = from + random() * every; at <= until; at += every) looks.push({ at, what });
  return looks;
}
