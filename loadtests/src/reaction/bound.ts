import type { ReactionFacts, Setting } from './facts.ts';

/** A part of the bound: how long one link of the chain may take. */
export interface BoundPart extends Setting {
  readonly name: string;
}

/** By when a workload's autoscaler must have reacted, counted from the load step. */
export interface ReactionBound {
  /** Until it decides, in seconds; null where a part of it is unknown. */
  readonly decisionSeconds: number | null;
  /** Until the first new pod is ready, in seconds; null where a part of it is unknown. */
  readonly readySeconds: number | null;
  readonly decisionParts: readonly BoundPart[];
  /** What comes on top of them until the pod is ready. */
  readonly startParts: readonly BoundPart[];
  /** What may make a pod late and no setting bounds: a sentence each. */
  readonly leavesOut: readonly string[];
}

/**
 * The longest that a step of the load may stay unanswered, from the settings that are in force:
 *
 *     decision = W + 2 Tc + Tm + Th (+ the stabilisation of scale-out)
 *
 * W is the window that metrics-server averages over, the largest that was seen in `PodMetrics.window`: only after it is
 * every older figure out of the mean. Tc is cAdvisor's interval in the kubelet, which its jitter makes up to twice as long
 * (`--housekeeping-interval`, google/cadvisor manager/container.go); Tm metrics-server's `--metric-resolution`; Th the
 * autoscaler's `--horizontal-pod-autoscaler-sync-period`. Each looks at what the one before it has by then, so in the worst
 * case each has just looked when there is news.
 * @param windowSeconds W; undefined where no sample was seen
 */
export function reactionBound(
  facts: ReactionFacts | undefined,
  workload: string,
  windowSeconds: number | undefined,
  onEks: boolean,
): ReactionBound {
  const unseen: Setting = { seconds: null, source: 'the cluster was not asked' };
  const { cadvisor = unseen, resolution = unseen, sync = unseen } = facts ?? {};
  const { imagePresent = null, rules = null, startup = unseen } = facts?.workloads[workload] ?? {};
  const decisionParts: BoundPart[] = [
    {
      name: 'Window of metrics-server',
      seconds: windowSeconds ?? null,
      source: windowSeconds === undefined ? 'no sample was seen' : 'the largest PodMetrics.window that was seen',
    },
    {
      name: 'Sample of cAdvisor',
      seconds: cadvisor.seconds === null ? null : 2 * cadvisor.seconds,
      source: cadvisor.source,
    },
    { name: 'Scrape of metrics-server', ...resolution },
    { name: 'Round of the autoscaler', ...sync },
    rules
      ? { name: 'Stabilisation of scale-out', seconds: rules.stabilizationSeconds, source: "the autoscaler's behavior" }
      : { name: 'Stabilisation of scale-out', seconds: null, source: "the autoscaler's behavior was not seen" },
  ];
  const startParts: BoundPart[] = [{ name: 'Start of a pod', ...startup }];
  return {
    decisionSeconds: sum(decisionParts),
    readySeconds: sum([...decisionParts, ...startParts]),
    decisionParts,
    startParts,
    leavesOut: [
      'A pod that finds no room on the nodes waits for one.',
      ...(imagePresent === true ? [] : [imageNote(imagePresent)]),
      ...(onEks ? ['The load balancer sends requests to a new pod only after its own health checks.'] : []),
    ],
  };
}

/** What of a bound is unknown, in words; undefined where it is whole. */
export function unknownParts(parts: readonly BoundPart[]): string | undefined {
  const unknown = parts.filter(({ seconds }) => seconds === null);
  if (unknown.length === 0) return undefined;
  return `unknown: ${unknown.map(({ name, source }) => `${name.toLowerCase()} (${source})`).join(', ')}`;
}

function imageNote(present: false | null): string {
  return present === false
    ? 'Not every node has the image: the first pod on a node waits until it is pulled.'
    : 'Whether the nodes have the image could not be seen: where one has not, its first pod waits until it is pulled.';
}

function sum(parts: readonly BoundPart[]): number | null {
  return parts.reduce<number | null>(
    (total, { seconds }) => (total === null || seconds === null ? null : Math.round((total + seconds) * 10) / 10),
    0,
  );
}
