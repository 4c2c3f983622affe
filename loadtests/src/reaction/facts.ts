import type { ScaleUpRules } from '@eks-practice/stages/scale-out';

/** A time that is set somewhere in the cluster, and where that was read. */
export interface Setting {
  /** In seconds; null where it could not be seen. */
  readonly seconds: number | null;
  /** e.g. `the argument of metrics-server`; where it could not be seen, why not. */
  readonly source: string;
}

/** What of a cluster decides how soon its autoscalers react, as the cluster itself tells it. */
export interface ReactionFacts {
  /** Between two of cAdvisor's samples of a pod, at least; at most it is twice that. */
  readonly cadvisor: Setting;
  /** Between two of metrics-server's scrapes. */
  readonly resolution: Setting;
  /** Between two rounds of the autoscalers. */
  readonly sync: Setting;
  /** By service. */
  readonly workloads: Readonly<Record<string, WorkloadFacts>>;
}

export interface WorkloadFacts {
  /** Null where its autoscaler has none that could be read. */
  readonly rules: ScaleUpRules | null;
  /** How long a container may take to start before it is ended and started again: its startup probe's patience. */
  readonly startup: Setting;
  /** Whether every node that pods may go to has the image, so that none is pulled; null where that could not be seen. */
  readonly imagePresent: boolean | null;
}
