import type { Verdict } from '../exit-code.ts';
import type { ScenarioName } from '../scenario-name.ts';
import type { ThresholdResult } from '../k6-run/summary.ts';
import type { RequestTotals } from '../k6-run/totals.ts';
import type { Calibration } from '../profile/calibration.ts';
import type { ExpectedDemand } from '../profile/load-profile.ts';
import type { Gap } from '../recorder/recording.ts';
import type { Machine } from '../recorder/machine.ts';
import type { WorkloadFigures } from './workload-figures.ts';

/**
 * What a run found: `report.json`, the output of `load --json`, and the data of `report.html`. Fields may be added; where
 * one goes or comes to mean something else, `schemaVersion` is raised.
 */
export interface Report {
  readonly schemaVersion: 1;
  readonly scenario: ScenarioName;
  readonly verdict: Verdict;
  /** Full sentences; what decided stands first. */
  readonly reasons: readonly string[];
  /**
   * Of the load that the verdict is about, without the calibration. `perSecond` is the rate of its last phase, which in
   * the scenario `load` is the peak.
   */
  readonly requests: RequestTotals;
  /** How many of them failed, by k6's error code. */
  readonly errors: Readonly<Record<string, number>>;
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
  /** When what was sent; seconds from the load step. */
  readonly phases: readonly ReportPhase[];
  readonly events: readonly ReportEvent[];
  readonly series: ReportSeries;
  /** Times in which something was not seen; seconds from the load step. */
  readonly gaps: readonly Gap[];
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
  };
  readonly cpu: {
    readonly x: readonly number[];
    /** The mean over its pods, in thousandths of a core, over metrics-server's window before. */
    readonly perPod: readonly number[];
    /** What the autoscaler holds each pod at. */
    readonly target: number;
  };
}
