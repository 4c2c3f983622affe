/** What the autoscaler of a workload said at one time. All times are of `clock.ts`, in milliseconds. */
export interface AutoscalerSample {
  readonly at: number;
  readonly workload: string;
  readonly desired: number;
  readonly current: number;
  /** CPU use as per cent of the requests; null where it reads no metric. */
  readonly utilisationPercent: number | null;
}

/**
 * A pod's life, as far as it was seen; null for what was not (yet). Each time is when the API server told of it: its own
 * stamps are of another clock, and cut to the second.
 */
export interface PodLife {
  readonly name: string;
  readonly workload: string;
  /** Whether it was there when the recording began; its earlier times are then not known by this clock. */
  readonly initial: boolean;
  readonly createdAt: number;
  scheduledAt: number | null;
  /** When all of its containers run. */
  startedAt: number | null;
  readyAt: number | null;
  /** When its Service's endpoints first had it as ready. */
  servingAt: number | null;
  /** When it was told to go. */
  deletingAt: number | null;
  goneAt: number | null;
}

/** How many pods of a workload its Service sends requests to. */
export interface EndpointsSample {
  readonly at: number;
  readonly workload: string;
  readonly ready: number;
}

/** A pod's mean CPU use over a window, as metrics-server measured it. */
export interface CpuSample {
  /** The window's end. */
  readonly at: number;
  readonly windowSeconds: number;
  readonly workload: string;
  readonly pod: string;
  readonly millicores: number;
}

/** A pod's memory, its working set, as metrics-server saw it. */
export interface MemorySample {
  readonly at: number;
  readonly workload: string;
  readonly pod: string;
  readonly mebibytes: number;
}

/** That a container of a pod was started again. */
export interface Restart {
  readonly at: number;
  readonly workload: string;
  readonly pod: string;
}

/** How much of this machine's CPU was in use over the second before. */
export interface MachineSample {
  readonly at: number;
  /** 0 to 1. */
  readonly busy: number;
}

/** Where the recording comes from: a resource of the Kubernetes API, that API as a whole, or this machine. */
export type Source =
  'the Kubernetes API' | 'horizontalpodautoscalers' | 'pods' | 'endpointslices' | 'podmetrics' | 'machine';

/** A time in which a source was not seen. */
export interface Gap {
  readonly source: Source;
  readonly from: number;
  /** Null while it lasts. */
  to: number | null;
  readonly why: string;
}

/** All that was seen of a stage, each list in the order of time. */
export interface Recording {
  readonly autoscalers: AutoscalerSample[];
  readonly pods: PodLife[];
  readonly endpoints: EndpointsSample[];
  readonly cpu: CpuSample[];
  readonly memory: MemorySample[];
  readonly restarts: Restart[];
  /** How often the containers of each pod have restarted, by its name, as last seen. */
  readonly restartCounts: Map<string, number>;
  readonly machine: MachineSample[];
  readonly gaps: Gap[];
}

export function emptyRecording(): Recording {
  return {
    autoscalers: [],
    pods: [],
    endpoints: [],
    cpu: [],
    memory: [],
    restarts: [],
    restartCounts: new Map(),
    machine: [],
    gaps: [],
  };
}
