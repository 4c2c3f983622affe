import { scaleUpRules } from '@eks-practice/stages/one-step';
import type { Stage } from '@eks-practice/stages/stage';
import type { ReactionFacts } from '../reaction/facts.ts';
import type { RequestRecord } from '../k6-run/request-log.ts';
import { type LoadProfile, loadProfile } from '../profile/load-profile.ts';
import type { MeasuredService } from '../profile/measured-service.ts';
import type { Phase } from '../profile/phase.ts';
import { type Recording, emptyRecording } from '../recorder/recording.ts';
import type { Evidence, SentLoad } from './evidence.ts';

/** When the simulated load steps up. */
export const stepAt = Date.UTC(2026, 10, 22, 12, 0, 0);

const settings = {
  scaling: {
    ...{ minReplicas: 2, maxReplicas: 5, targetCpuPercent: 60, scaleDownStabilizationSeconds: 30 },
    scaleUp: { percent: 100, pods: 4, periodSeconds: 15, stabilizationSeconds: 0 },
  },
  resources: { cpuRequestMillicores: 60, cpuLimitMillicores: 500, memoryRequestMiB: 96, memoryLimitMiB: 192 },
};

/** Like the local stage, but fixed, whatever becomes of that. */
export const simulatedStage = {
  name: 'local',
  cluster: { kind: 'local', name: 'local' },
  drainSeconds: 5,
  protected: false,
  services: { api: settings, 'user-api': settings },
} as unknown as Stage;

export const simulatedServices: readonly MeasuredService[] = [
  { name: 'api', entry: true, ...settings.scaling, ...settings.resources, restMillicores: 1.4, costMillicores: 1.9 },
  {
    name: 'user-api',
    entry: false,
    ...settings.scaling,
    ...settings.resources,
    restMillicores: 1.4,
    costMillicores: 0.8,
  },
];

const workloads = ['api', 'user-api'];

const workloadFacts = {
  rules: scaleUpRules(settings.scaling),
  startup: { seconds: 30, source: 'its startup probe' },
  imagePresent: true,
};

export const simulatedFacts: ReactionFacts = {
  cadvisor: { seconds: 10, source: "the kubelet's default" },
  resolution: { seconds: 15, source: "metrics-server's argument" },
  sync: { seconds: 15, source: "Kubernetes' default" },
  workloads: { api: workloadFacts, 'user-api': workloadFacts },
};

const seconds = (from: number): number => stepAt + from * 1000;

/** The same numbers at each run, in 0..1, spread like chance (a linear congruential generator: Numerical Recipes). */
function chance(): () => number {
  let state = 42;
  return () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
}

/** What a run on a healthy stage gathers: api goes from 2 to 5 pods and back, user-api from 2 to 4 and back. */
export function simulatedEvidence(): Evidence {
  const random = chance();
  const profile = loadProfile(simulatedServices);
  const { base, peak } = profile;
  const calibrationPhase: Phase = { name: 'calibration', ratePerSecond: 8, seconds: 90 };
  return {
    scenario: 'load',
    quick: false,
    target: { service: 'api', url: 'http://127.0.0.1:18080', stage: simulatedStage },
    drills: [],
    startedAt: seconds(-62),
    endedAt: seconds(186),
    k6Version: '1.8.1',
    cluster: { version: 'v1.36.3', aheadMs: 0 },
    deployed: {
      images: { api: 'eks-practice/api:8d7cc93b24e188e2', 'user-api': 'eks-practice/user-api:51d1b0f2c7a9e340' },
      reaction: simulatedFacts,
    },
    machine: { cores: 4, memoryMiB: 16_384, os: 'linux', architecture: 'x64' },
    recording: simulatedRecording(random, profile),
    calibration: { ratePerSecond: 8, seconds: 41, services: simulatedServices },
    calibrationLoad: simulatedLoad(random, [{ ...calibrationPhase, from: -58, sent: 41 }]),
    profile,
    load: simulatedLoad(random, [
      { ...base, from: -10, sent: 10 },
      { ...peak, from: 0, sent: 90 },
    ]),
    stress: undefined,
    scaleInBoundSeconds: 155,
    brokenBy: undefined,
  };
}

function simulatedLoad(random: () => number, phases: readonly (Phase & { from: number; sent: number })[]): SentLoad {
  const requests = phases.flatMap(({ name, ratePerSecond, from, sent }) =>
    Array.from({ length: ratePerSecond * sent }, (_, index): RequestRecord => {
      const at = from + index / ratePerSecond;
      // Slower while two pods carry the peak, with a tail that has no end.
      const load = name === 'peak' && at < 38 ? 2.2 : 1;
      const durationMs = load * (3.5 + 2.5 * random() - 2.4 * Math.log(1 - random() * 0.999));
      const startedAt = seconds(at);
      return {
        phase: name,
        startedAt,
        endedAt: startedAt + durationMs + 0.4,
        durationMs,
        failed: false,
        errorCode: '',
      };
    }),
  );
  return {
    phases,
    log: { requests, drops: [], served: new Map() },
    outcome: {
      exitCode: 0,
      lastOutput: '',
      summary: { requests: requests.length, thresholds: simulatedThresholds(requests.length) },
    },
  };
}

function simulatedThresholds(requests: number) {
  return [
    { metric: 'http_req_failed', condition: 'rate==0', ok: true, values: { rate: 0 } },
    { metric: 'checks', condition: 'rate==1', ok: true, values: { rate: 1 } },
    { metric: 'dropped_iterations', condition: 'count==0', ok: true, values: { count: 0 } },
    { metric: 'http_req_duration{scenario:peak}', condition: 'p(95)<500', ok: true, values: { 'p(95)': 21.7 } },
    { metric: 'http_reqs', condition: 'count>=7000', ok: true, values: { count: requests } },
  ];
}

/** When each workload's replicas change: [seconds from the step, desired]. */
const decisions: Readonly<Record<string, readonly (readonly [number, number])[]>> = {
  api: [
    [-62, 2],
    [31, 4],
    [46, 5],
    [136, 3],
    [151, 2],
  ],
  'user-api': [
    [-62, 2],
    [46, 4],
    [151, 2],
  ],
};

function simulatedRecording(random: () => number, { peak }: LoadProfile): Recording {
  const recording = emptyRecording();
  for (const workload of workloads) {
    simulateReplicas(recording, workload);
    const service = simulatedServices.find(({ name }) => name === workload) as MeasuredService;
    for (let at = -60; at < 180; at += 15) {
      const rate = at > 8 && at < 98 ? peak.ratePerSecond : at > -45 && at < 0 ? 8 : 0;
      const pods = recording.pods.filter((pod) => pod.workload === workload && isServing(pod, seconds(at)));
      for (const { name } of pods) {
        const share = (0.7 + (service.costMillicores * rate) / pods.length) * (0.92 + 0.16 * random());
        recording.cpu.push({ at: seconds(at), windowSeconds: 15, workload, pod: name, millicores: share });
      }
    }
  }
  for (let at = -62; at < 186; at++) {
    const load = at > 0 && at < 90 ? 0.55 : at > -58 ? 0.14 : 0.09;
    recording.machine.push({ at: seconds(at), busy: load + 0.12 * random() });
  }
  return recording;
}

function isServing({ readyAt, goneAt, initial }: Recording['pods'][number], at: number): boolean {
  return (initial || (readyAt ?? Infinity) < at) && (goneAt ?? Infinity) > at;
}

function simulateReplicas(recording: Recording, workload: string): void {
  let pods = 0;
  const alive: Recording['pods'] = [];
  for (const [at, desired] of decisions[workload] ?? []) {
    const time = seconds(at);
    recording.autoscalers.push({ at: time, workload, desired, current: alive.length, utilisationPercent: 50 });
    const initial = at < 0;
    while (alive.length < desired) {
      const name = `${workload}-7c9d8f6b5-${'bcdfghjklm'[pods++]}x2`;
      const readyAt = time + 3200 + 400 * alive.length;
      const started = { createdAt: time + 100, scheduledAt: time + 150, startedAt: readyAt - 1400 };
      const served = { readyAt, servingAt: readyAt + 80, deletingAt: null, goneAt: null };
      const pod = { name, workload, initial, ...started, ...served };
      recording.pods.push(pod);
      alive.push(pod);
      recording.endpoints.push({ at: initial ? time : readyAt + 80, workload, ready: alive.length });
    }
    while (alive.length > desired) {
      const pod = alive.pop() as Recording['pods'][number];
      Object.assign(pod, { deletingAt: time + 120, goneAt: time + 11_000 + 300 * alive.length });
      recording.endpoints.push({ at: time + 160, workload, ready: alive.length });
    }
  }
}
