import { expect, test } from '@jest/globals';
import { benchmarkedIn, measuredIn } from './measured.ts';
import { corePodsPerNode, roundsTo, sizingFor } from './sizing.ts';

/** 2 and 1 core at 1,000/s. */
const cost = { api: 2, 'user-api': 1 };

test('cores, pods and nodes follow from what a request costs', () => {
  const { asStated, corePods, nodes } = sizingFor(10_000, cost);
  // 20 and 10 cores; a pod of a core is held at 0.6 of it, one of 60m at 36m, and is throttled at 500m.
  expect(corePods).toEqual([
    { service: 'api', cores: 20, byTarget: 34, byLimit: 20 },
    { service: 'user-api', cores: 10, byTarget: 17, byLimit: 10 },
  ]);
  expect(asStated[0]).toMatchObject({ byTarget: 556, byLimit: 40 });
  // 8 cores, of which 90 % are for pods.
  expect(corePodsPerNode()).toBe(7);
  expect(nodes).toBe(Math.ceil(51 / 7));
});

test('a rate that is next to nothing takes minReplicas and a node in each zone', () => {
  const { corePods, nodes, runners, scaleOutRounds } = sizingFor(1, cost);
  expect(corePods.map(({ byTarget }) => byTarget)).toEqual([2, 2]);
  expect({ nodes, runners, scaleOutRounds }).toEqual({ nodes: 3, runners: 1, scaleOutRounds: 0 });
});

test('units of the load balancers are those of connections and of bytes', () => {
  const { applicationUnits, networkUnits, runners } = sizingFor(8_000, cost);
  expect(networkUnits).toEqual({ newConnections: 10, bytes: 8_000 * 3.5 * 3_600 * 1e-6 });
  expect(applicationUnits).toEqual({ newConnections: 320, bytes: networkUnits.bytes });
  expect(runners).toBe(20);
});

test.each([
  [2, 0],
  [3, 1],
  // 2, 4 (x 1.67, whole), 7, 12: a pod of a core shows 100 % of its request at most.
  [4, 1],
  [5, 2],
  [12, 3],
  [13, 4],
])('%i pods are wanted after %i rounds', (pods, rounds) => {
  expect(roundsTo(pods)).toBe(rounds);
});

test('money is for nodes, their credits, the load balancer and what leaves', () => {
  const { monthlyUsd, nodes } = sizingFor(10_000, cost);
  expect(monthlyUsd.nodes).toBeCloseTo(nodes * 730 * 0.3072, 5);
  // 30 of 64 cores: 46.875 % of each, and the baseline is 40 %.
  expect(nodes).toBe(8);
  expect(monthlyUsd['CPU credits']).toBeCloseTo(8 * 730 * 8 * 0.06875 * 0.04, 5);
  expect(monthlyUsd['load balancer']).toBeCloseTo(730 * (0.027 + 126 * 0.006), 5);
  // 10,000/s x 3 KB x 2,628,000 s = 78,840 GB.
  expect(monthlyUsd['to the internet']).toBeCloseTo(78_840 * 0.09, 5);
});

test('what was measured is taken from a report and from the benchmark', () => {
  const machine = { cores: 2, memoryMiB: 24_064, os: 'linux', architecture: 'x64' };
  const calibration = { services: [{ name: 'api', costMillicores: 3.00291 }] };
  const report = { startedAt: '2026-11-22T21:13:57.938Z', machine, versions: { node: '24.21.0' } };
  expect(measuredIn({ ...report, calibration })).toEqual({
    ...{ measuredAt: '2026-11-22T21:13Z', machine: '2 cores, 23.5 GiB, linux x64', node: '24.21.0' },
    cpuMsPerRequest: { api: 3.003 },
  });
  expect(() => measuredIn({ ...report, calibration: null })).toThrow('no calibration');
  const contenders = [
    { name: 'seed', users: { cpuMicroseconds: { median: 1 } } },
    { name: 'ours', users: { cpuMicroseconds: { median: 530 } } },
  ];
  expect(benchmarkedIn({ parts: { requests: { measuredAt: 'then', contenders } } })).toEqual({
    ...{ measuredAt: 'then', cpuMsPerRequest: 0.53 },
  });
  expect(benchmarkedIn({ parts: {} })).toBeUndefined();
});
