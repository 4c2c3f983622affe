import { readFile } from 'node:fs/promises';
import { fromRoot } from '@eks-practice/machine/repository';
import type { ProfileSummary } from './profile/cpu-profile.ts';
import type { ServiceName } from './bundle-contender.ts';
import type { Spread } from './spread.ts';

/** `loadtests/benchmark/results.json`: what docs/performance.md shows. Times are as measured, on the machine named beside them. */
export interface Results {
  readonly schemaVersion: 1;
  /** Of the run before this file was written. */
  readonly machine: BenchmarkMachine;
  /** Those of parts that were never run are missing. */
  readonly ratios: Ratios;
  readonly parts: Parts;
  /** Where time went in an earlier state of the services, to be held against `parts.requests.profile`. */
  readonly profileBefore?: Profiles;
}

export interface BenchmarkMachine {
  /** As the kernel names the processor. */
  readonly cpu: string;
  readonly cores: number;
  readonly memoryMiB: number;
  /** As Node names it, e.g. `linux`. */
  readonly os: string;
  readonly node: string;
}

/** Requests per second against those of others, the sizes of images, and times to the first answer. */
export interface Ratios {
  readonly usersVsSeed?: Spread;
  readonly usersVsRaw?: Spread;
  readonly userApiVsSeed?: Spread;
  readonly imageVsNode?: Spread;
  readonly startVsNode?: Spread;
}

export interface Parts {
  readonly requests?: Measured<RequestFigures>;
  readonly growth?: Measured<GrowthFigures>;
  readonly start?: Measured<StartFigures>;
  readonly cluster?: Measured<ClusterFigures>;
  readonly memory?: Measured<MemoryFigures>;
}

export const partNames = ['requests', 'growth', 'start', 'cluster', 'memory'] as const;
export type PartName = (typeof partNames)[number];

/** A part's figures, with when and where they were measured: parts may be run apart. */
export type Measured<F> = F & {
  /** ISO 8601, by the minute. */
  readonly measuredAt: string;
  readonly machine: BenchmarkMachine;
  readonly rounds: number;
};

/** What one target of a contender did at a concurrency. */
export interface LoadFigures {
  readonly requestsPerSecond: Spread;
  readonly p50Ms: Spread;
  readonly p99Ms: Spread;
  /** CPU time of both services for one request. */
  readonly cpuMicroseconds: Spread;
  /** Cores that both services used. */
  readonly busy: Spread;
}

export interface RequestFigures {
  readonly connections: number;
  /** How long each contender was under load in a round. */
  readonly seconds: number;
  /** Whether the servers had one core and the generator another. */
  readonly pinned: boolean;
  readonly contenders: readonly {
    readonly name: string;
    readonly title: string;
    readonly users: LoadFigures;
    readonly userApi: LoadFigures;
  }[];
  readonly ratios: Pick<Ratios, 'usersVsSeed' | 'usersVsRaw' | 'userApiVsSeed'>;
  /** What a request costs with every feature, in the rounds of the features. */
  readonly whole: Spread;
  /** What a request costs less without each; in microseconds of CPU. */
  readonly features: readonly { readonly name: string; readonly without: string; readonly cost: Spread }[];
  readonly profile: Profiles;
}

export interface Profiles {
  /** ISO 8601, by the minute. */
  readonly measuredAt: string;
  /** CPU time of both services for one request, with the profiler on. */
  readonly cpuMicroseconds: number;
  /** The share of it that was each service's. */
  readonly services: Readonly<Record<ServiceName, ProfileSummary & { readonly cpuMicroseconds: number }>>;
}

export interface GrowthFigures {
  readonly concurrency: readonly {
    readonly connections: number;
    readonly requestsPerSecond: Spread;
    readonly p99Ms: Spread;
  }[];
  readonly replicas: readonly {
    /** Pods of each service. */
    readonly replicas: number;
    readonly requestsPerSecond: Spread;
    readonly p99Ms: Spread;
  }[];
  readonly services: readonly {
    readonly services: number;
    readonly objects: number;
    readonly objectsSeconds: number;
    readonly templatesSeconds: number;
    readonly applySeconds: number;
    readonly readySeconds: number;
    readonly applyAgainSeconds: number;
  }[];
  /** What an hour under load leaves behind. */
  readonly hour: {
    readonly requests: number;
    readonly jsonMiB: number;
    readonly htmlMiB: number;
    /** What the recorder and the request log hold in memory at the hour's end. */
    readonly heldMiB: number;
    readonly buildSeconds: number;
  };
}

export interface StartFigures {
  readonly services: readonly {
    readonly name: string;
    readonly imageMiB: number;
    readonly baseMiB: number;
    /** From `docker run` to the first answer. */
    readonly answerMs: Spread;
    /** CPU time that the container had used by then. */
    readonly cpuMs: Spread;
  }[];
  /** `node -e 0` in the same image, from `docker run` to its end. */
  readonly nodeMs: Spread;
  /** CPU time of a Node that says how much it has used, and ends. */
  readonly nodeCpuMs: Spread;
  readonly cpuLimitMillicores: number;
  readonly ratios: Pick<Ratios, 'imageVsNode' | 'startVsNode'>;
  /** The CPU time to the first answer against Node's own: what of the start is the service's, whatever Docker takes. */
  readonly cpuVsNode: Spread;
}

export interface ClusterFigures {
  /** Seconds each. */
  readonly up: Spread;
  readonly deployFromNothing: Spread;
  readonly changeToServing: Spread;
  readonly changeDeploy: Spread;
  readonly noOpDeploy: Spread;
  /** Those of the tool's `deploy`; older figures lack them. */
  readonly steps?: readonly StepFigures[];
}

/** What is deployed: a cluster too, a change of one service, or nothing new. */
export const deployKinds = ['fromNothing', 'change', 'noOp'] as const;
export type DeployKind = (typeof deployKinds)[number];

/** Seconds that a step took in each kind of deploy that has it. */
export type StepFigures = { readonly title: string } & Readonly<Partial<Record<DeployKind, Spread>>>;

export interface MemoryFigures {
  readonly services: readonly {
    readonly name: string;
    /** Over its pods: the working set, in MiB. */
    readonly atRestMiB: Spread;
    readonly underLoadMiB: Spread;
    readonly requestMiB: number;
    readonly limitMiB: number;
  }[];
  /** What both services answered meanwhile. */
  readonly requestsPerSecond: number;
}

/** Where the figures are kept. */
export const resultsPath = fromRoot('loadtests/benchmark/results.json');

/** The figures as they were committed or measured last; undefined where there are none. */
export async function readResults(): Promise<Results | undefined> {
  const text = await readFile(resultsPath, 'utf8').catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as Results);
}
