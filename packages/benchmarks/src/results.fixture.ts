import type { LoadFigures, Measured, Profiles, Results } from './results.ts';
import type { Spread } from './spread.ts';

const of = (median: number): Spread => ({ median, min: median * 0.9, max: median * 1.1 });

const machine = { cpu: 'Some CPU', cores: 2, memoryMiB: 8192, os: 'linux', node: '24.0.0' };

const measured = <F>(figures: F): Measured<F> => {
  return { measuredAt: '2026-01-02T03:04Z', machine, rounds: 5, ...figures };
};

const load = (rate: number): LoadFigures => {
  return { requestsPerSecond: of(rate), p50Ms: of(9), p99Ms: of(20), cpuMicroseconds: of(1e6 / rate), busy: of(0.99) };
};

const profiles = (cpuMicroseconds: number, name: string): Profiles => {
  const service = {
    cpuMicroseconds,
    packages: [{ name, share: 0.25 }],
    functions: [{ name: 'dispatch', package: name, share: 0.125 }],
  };
  return {
    measuredAt: '2026-01-02T03:04Z',
    cpuMicroseconds: 2 * cpuMicroseconds,
    services: { api: service, 'user-api': service },
  };
};

/** Figures of every part, made up and round, so that what a table shows of them can be told. */
export const someResults: Results = {
  schemaVersion: 1,
  machine,
  ratios: { usersVsSeed: of(2.5), imageVsNode: of(1.01) },
  profileBefore: profiles(800, 'axios'),
  parts: {
    requests: measured({
      connections: 64,
      seconds: 4,
      pinned: true,
      contenders: [
        { name: 'seed', title: 'the seed', users: load(1000), userApi: load(4000) },
        { name: 'raw', title: 'raw', users: load(2500), userApi: load(9000) },
      ],
      ratios: {},
      whole: of(400),
      features: [
        { name: 'axios', without: 'undici', cost: of(50) },
        { name: 'all of these', without: 'NestJS', cost: of(100) },
      ],
      profile: profiles(200, 'undici'),
    }),
    growth: measured({
      concurrency: [{ connections: 512, requestsPerSecond: of(1234), p99Ms: of(400) }],
      replicas: [{ replicas: 4, requestsPerSecond: of(2345), p99Ms: of(50) }],
      services: [
        {
          ...{ services: 50, objects: 302, objectsSeconds: 0.25, templatesSeconds: 4 },
          ...{ applySeconds: 12, readySeconds: 90, applyAgainSeconds: 6 },
        },
      ],
      hour: { requests: 312_400, jsonMiB: 0.25, htmlMiB: 0.5, heldMiB: 40, buildSeconds: 2 },
    }),
    start: measured({
      services: [{ name: 'api', imageMiB: 42.5, baseMiB: 41.25, answerMs: of(900), cpuMs: of(320) }],
      ...{ nodeMs: of(400), nodeCpuMs: of(40), cpuLimitMillicores: 500, ratios: {}, cpuVsNode: of(8) },
    }),
    cluster: measured({
      ...{ up: of(12), deployFromNothing: of(20), changeToServing: of(16), changeDeploy: of(18), noOpDeploy: of(4) },
      steps: [
        { title: 'Builds', fromNothing: of(2), change: of(7), noOp: of(1.5) },
        { title: 'Cluster', fromNothing: of(12), change: of(5), noOp: of(2.5) },
        { title: 'Metrics', fromNothing: of(3) },
      ],
    }),
  },
};
