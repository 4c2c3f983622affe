import { scaleUpRules } from '@eks-practice/stages/one-step';
import { expect, test } from '@jest/globals';
import { forecastScaleOut, shareOf } from './forecast.ts';
import { seededRandom } from './seeded-random.ts';
import { type Rounds, type SteppedWorkload, simulateScaleOut } from './simulate-scale-out.ts';

const kubernetesDefault = { percent: 100, pods: 4, periodSeconds: 15, stabilizationSeconds: 0 };

function rules(scaleUp: Partial<typeof kubernetesDefault> = {}) {
  const scaling = { minReplicas: 1, maxReplicas: 5, targetCpuPercent: 60, scaleDownStabilizationSeconds: 30 };
  return scaleUpRules({ ...scaling, scaleUp: { ...kubernetesDefault, ...scaleUp } });
}

/** One pod at 30 % of its request, until the load step saturates it. */
const saturated: SteppedWorkload = {
  ...{ minReplicas: 1, maxReplicas: 5, targetCpuPercent: 60, cpuRequestMillicores: 100, cpuLimitMillicores: 100 },
  ...{ rules: rules(), baseMillicores: 30, peakMillicores: 10_000, podStartSeconds: 4 },
};
const defaults: Rounds = { cadvisorSeconds: 10, resolutionSeconds: 15, syncSeconds: 15 };

// Simulated apart from this code, of one pod, 20,000 times.
test.each([
  { name: 'at the defaults', rounds: defaults, limit: 100, p50: 31, p95: 45 },
  { name: 'with metrics-server at 10 s', rounds: { ...defaults, resolutionSeconds: 10 }, limit: 100, p50: 28, p95: 40 },
  { name: 'with a limit of 4 x the request', rounds: defaults, limit: 400, p50: 24, p95: 37 },
])('the decision $name comes after about $p50 s', ({ rounds, limit, p50, p95 }) => {
  const { decision } = forecastScaleOut({ ...saturated, cpuLimitMillicores: limit }, rounds, 120);
  expect(Math.abs((decision?.p50 ?? NaN) - p50)).toBeLessThan(1.5);
  expect(Math.abs((decision?.p95 ?? NaN) - p95)).toBeLessThan(1.5);
});

test('no decision comes later than the bound, whatever the phases', () => {
  const random = seededRandom(7);
  const first = Array.from(
    { length: 2000 },
    () => simulateScaleOut(saturated, defaults, 200, random)[0]?.at ?? Infinity,
  );
  // A window spans what cAdvisor measured between two scrapes: at most both jitters and a scrape.
  expect(Math.max(...first)).toBeLessThanOrEqual(35 + 20 + 15 + 15);
});

test('a saturated pod cannot ask for more than limit/request, so the staircase has more steps', () => {
  const tight = forecastScaleOut(saturated, defaults, 120).staircases[0]?.replicas;
  const wide = forecastScaleOut({ ...saturated, cpuLimitMillicores: 1000 }, defaults, 120).staircases[0]?.replicas;
  expect(tight).toEqual([1, 2, 4, 5]);
  expect(wide).toEqual([1, 5]);
});

test('a new pod counts as idle until a window lies wholly after it became ready', () => {
  const random = seededRandom(7);
  const slow = { ...saturated, podStartSeconds: 25 };
  const runs = Array.from({ length: 300 }, () => simulateScaleOut(slow, defaults, 200, random));
  const gaps = runs.map(([first, second]) => (second?.at ?? Infinity) - (first?.at ?? 0));
  // Ready after 25 s, and cAdvisor's samples are 10 s apart at least.
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(35);
});

test.each([
  ['one pod at a time', { pods: 1, percent: 1 }, [1, 2, 3, 4, 5]],
  ['the larger step counts', { pods: 1, percent: 300 }, [1, 4, 5]],
])('the policies bound each step: %s', (_, scaleUp, replicas) => {
  const slowed = { ...saturated, cpuLimitMillicores: 1000, rules: rules(scaleUp) };
  expect(forecastScaleOut(slowed, defaults, 120).staircases[0]?.replicas).toEqual(replicas);
});

test('a need that must last is answered that much later', () => {
  const patient = { ...saturated, rules: rules({ stabilizationSeconds: 30 }) };
  const [soon, late] = [saturated, patient].map((workload) => forecastScaleOut(workload, defaults, 200).decision?.p50);
  // A round apart are 15 s: the need was seen at the decision and one round before it.
  expect((late ?? 0) - (soon ?? 0)).toBeGreaterThanOrEqual(15);
  expect((late ?? 0) - (soon ?? 0)).toBeLessThanOrEqual(30);
});

test('a load that the pods at rest carry within the tolerance makes nothing scale', () => {
  const forecast = forecastScaleOut({ ...saturated, peakMillicores: 65 }, defaults, 120);
  expect(forecast).toEqual({ decision: null, staircases: [{ replicas: [1], share: 1 }], median: [] });
});

test('the same forecast at each run, whose shares are of all runs', () => {
  const forecast = forecastScaleOut(saturated, defaults, 120);
  expect(forecastScaleOut(saturated, defaults, 120)).toEqual(forecast);
  expect(forecast.staircases.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1);
  expect(shareOf(forecast, forecast.staircases[0]?.replicas ?? [])).toBe(forecast.staircases[0]?.share);
  expect(shareOf(forecast, [1, 3])).toBe(0);
  expect(forecast.median.at(-1)?.replicas).toBe(5);
});
