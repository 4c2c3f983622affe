import type { ServiceSettings } from '@eks-practice/stages/stage';
import type { Verdict } from '../exit-code.ts';
import type { StressResult } from '../profile/stress-result.ts';
import type { ScenarioName } from '../scenario-name.ts';
import type { ThresholdResult } from '../k6-run/summary.ts';
import type { RequestTotals } from '../k6-run/totals.ts';
import type { Calibration } from '../profile/calibration.ts';
import type { ExpectedDemand } from '../profile/load-profile.ts';
import type { Gap } from '../recorder/recording.ts';
import type { Machine } from '../recorder/machine.ts';
import type { SoakResult } from '../verdict/soak.ts';
import type { SpikeResult } from '../verdict/spike.ts';
import type { DrillResult } from './drill-result.ts';
import type { FailureGroup } from './failure-groups.ts';
import type { WorkloadFigures } from './workload-figures.ts';

/**
 * What a run found: `report.json`, the output of `load --json`, and the data of `report.html`. Fields may be added; where
 * one goes or comes to mean something else, `schemaVersion` is raised.
 */
export interface Report {
  readonly schemaVersion: 2;
  readonly scenario: ScenarioName;
  /** Whether it was cut to the least that still says something (`--quick`). */
  readonly quick: boolean;
  readonly verdict: Verdict;
  /** Full sentences; what decided stands first. */
  readonly reasons: readonly string[];
  /**
   * Of the load that the verdict is about, without the calibration. `perSecond` is the rate of the phase that it is about:
   * the peak, the spike, else the last one.
   */
  readonly requests: RequestTotals;
  /** How many of them failed, by k6's error code. */
  readonly errors: Readonly<Record<string, number>>;
  /** The failed requests, those of the calibration too, by what happened nearest to them; the most frequent first. */
  readonly failures: readonly FailureGroup[];
  /** What keeps the stage from scaling as fast as its settings could let it: a sentence each. */
  readonly warnings: readonly string[];
  /** What was done to the stage on purpose before the load, with the controls that had to fail. */
  readonly drills: readonly DrillResult[];
  /** The entry service first. */
  readonly workloads: readonly WorkloadFigures[];
  /** ISO 8601. */
  readonly startedAt: string;
  readonly durationSeconds: number;
  readonly settings: ReportSettings;
  readonly versions: ReportVersions;
  readonly machine: Machine;
  readonly thresholds: readonly ThresholdResult[];
  /** Null where the run did not come to it, or needs none. */
  readonly calibration: Calibration | null;
  readonly expected: readonly ExpectedDemand[];
  /** What a spike has shown; null for any other scenario, as with the next two. */
  readonly spike: SpikeResult | null;
  readonly soak: SoakResult | null;
  readonly stress: StressResult | null;
  /** What the run cost the machine that it was measured from; left out where the report was not written by a run. */
  readonly harness?: HarnessCost;
  /** When what was sent; seconds from the load step. */
  readonly phases: readonly ReportPhase[];
  readonly events: readonly ReportEvent[];
  readonly series: ReportSeries;
  /** Times in which something was not seen; seconds from the load step. */
  readonly gaps: readonly Gap[];
}

export interface HarnessCost {
  /** The most memory that the harness held, without k6. */
  readonly peakRssMiB: number;
  /** The size of report.json, but for these figures. */
  readonly reportBytes: number;
}

export interface ReportSettings {
  readonly url: string;
  /** The public service that the load was sent to. */
  readonly service: string;
  readonly stage: string;
  readonly cluster: string;
  readonly drainSeconds: number;
  readonly p95BoundMs: number;
  /** k6 opens a connection for each request. */
  readonly connections: 'new';
  /** How many k6 in the cluster sent the load; left out where one on this machine did. */
  readonly runners?: number;
  /** How long the stage had to scale in again; null where the run did not come to it. */
  readonly scaleInBoundSeconds: number | null;
  /** How often metrics-server measures, in seconds; null where that could not be seen. */
  readonly metricsResolutionSeconds: number | null;
  readonly services: readonly ReportServiceSettings[];
}

export interface ReportServiceSettings {
  readonly name: string;
  readonly minReplicas: number;
  readonly maxReplicas: number;
  readonly targetCpuPercent: number;
  readonly scaleDownStabilizationSeconds: number;
  /** How fast its autoscaler may add pods. */
  readonly scaleUp: ServiceSettings['scaling']['scaleUp'];
  readonly cpuRequestMillicores: number;
  readonly cpuLimitMillicores: number;
  readonly memoryRequestMiB: number;
  readonly memoryLimitMiB: number;
  /** Null where the cluster did not answer. */
  readonly image: string | null;
}

export interface ReportVersions {
  /** Null where the run did not come to it. */
  readonly k6: string | null;
  readonly node: string;
  /** Null where the cluster did not answer. */
  readonly kubernetes: string | null;
}

export interface ReportPhase {
  readonly name: string;
  readonly ratePerSecond: number;
  readonly from: number;
  readonly to: number;
}

export interface ReportEvent {
  /** Seconds from the load step. */
  readonly at: number;
  readonly kind: 'load-step' | 'load-end' | 'scale-out' | 'scale-in' | 'pod-ready' | 'pod-gone';
  /** Empty for the load's own events. */
  readonly workload: string;
  readonly text: string;
}

/** Figures over time; every `x` is in seconds from the load step, in ascending order. */
export interface ReportSeries {
  /** By second, by when requests started. */
  readonly requests: {
    readonly x: readonly number[];
    readonly perSecond: readonly number[];
    readonly failed: readonly number[];
    readonly dropped: readonly number[];
    /** Latency in milliseconds; null in a second without requests. */
    readonly p50: readonly (number | null)[];
    readonly p95: readonly (number | null)[];
    readonly p99: readonly (number | null)[];
  };
  readonly workloads: readonly WorkloadSeries[];
  /** How busy the machine was, 0 to 1. */
  readonly machine: { readonly x: readonly number[]; readonly busy: readonly number[] };
}

export interface WorkloadSeries {
  readonly name: string;
  /** Each value holds until the next. */
  readonly replicas: {
    readonly x: readonly number[];
    readonly desired: readonly (number | null)[];
    readonly ready: readonly (number | null)[];
    /** What the autoscaler was expected to want while the load lasted, in half of the cases at least; null elsewhere. */
    readonly predicted: readonly (number | null)[];
  };
  readonly cpu: {
    readonly x: readonly number[];
    /** The mean over its pods, in thousandths of a core, over metrics-server's window before. */
    readonly perPod: readonly number[];
    /** What the autoscaler holds each pod at. */
    readonly target: number;
  };
}
