import { expect, test } from '@jest/globals';
import { simulatedServices } from '../run/simulated-evidence.fixture.ts';
import { loadProfile } from './load-profile.ts';
import { type MeasuredService, demandMillicores, scaleOutMillicores } from './measured-service.ts';

const [api, userApi] = simulatedServices as [MeasuredService, MeasuredService];

test('the peak aims just beyond what maxReplicas hold', () => {
  const { base, peak, expected } = loadProfile([api, userApi]);
  // 1.15 x 5 x 36m = 207m, less 1.4m at rest, at 1.9 ms each.
  expect(peak.ratePerSecond).toBe(Math.floor(205.6 / 1.9));
  expect(expected.map(({ name, replicas }) => [name, replicas])).toEqual([
    ['api', 5],
    ['user-api', 3],
  ]);
  expect(demandMillicores(api, base.ratePerSecond)).toBeLessThan(scaleOutMillicores(api));
});

test('a quick run takes a request to cost more than it may, and still scales where it costs a third', () => {
  const { peak } = loadProfile([api, userApi], { quick: true });
  // 2.5 x 5 x 36m = 450m, less 1.4m at rest, at 1.9 ms each.
  expect(peak.ratePerSecond).toBe(Math.floor(448.6 / 1.9));
  const third = { ...api, costMillicores: api.costMillicores / 3 };
  expect(demandMillicores(third, peak.ratePerSecond)).toBeGreaterThan(scaleOutMillicores(third));
});

test.each([
  ['a slow machine', { ...api, costMillicores: 9 }, userApi],
  ['a fast machine', { ...api, costMillicores: 0.5 }, { ...userApi, costMillicores: 0.2 }],
  ['room for one more pod only', { ...api, maxReplicas: 3 }, userApi],
  ['a costly callee', api, { ...userApi, costMillicores: 5 }],
])('on %s the peak lies between the threshold and 70 %% of the limits', (_, entry, callee) => {
  const { peak } = loadProfile([entry, callee]);
  expect(demandMillicores(entry, peak.ratePerSecond)).toBeGreaterThan(scaleOutMillicores(entry));
  for (const service of [entry, callee]) {
    const carried = 0.7 * service.minReplicas * service.cpuLimitMillicores;
    expect(demandMillicores(service, peak.ratePerSecond)).toBeLessThanOrEqual(carried);
  }
});

test('a service that the load does not reach sets no bound', () => {
  const other: MeasuredService = { ...userApi, name: 'orders-api', costMillicores: 0 };
  expect(loadProfile([api, userApi, other]).peak).toEqual(loadProfile([api, userApi]).peak);
});

test('the callee that is the bottleneck is named, with what to change', () => {
  const tight = { ...userApi, cpuLimitMillicores: 30 };
  expect(() => loadProfile([api, tight])).toThrow(/raise cpuLimitMillicores of user-api.*lower cpuRequestMillicores/);
});

test('a rate beyond what is ever sent is refused, with what to change', () => {
  const cheap = { ...api, costMillicores: 0.1 };
  expect(() => loadProfile([cheap, { ...userApi, costMillicores: 0.05 }])).toThrow(
    /more than the 400 .* lower cpuRequest/,
  );
});

test('several runners send as much as so many k6 may', () => {
  const cheap = [
    { ...api, costMillicores: 0.1 },
    { ...userApi, costMillicores: 0.05 },
  ];
  expect(loadProfile(cheap, { runners: 3 }).peak.ratePerSecond).toBe(1_200);
  expect(() => loadProfile(cheap, { runners: 2 })).toThrow(/more than the 800 /);
});

test('without a measured cost there is no profile', () => {
  expect(() => loadProfile([{ ...api, costMillicores: 0 }, userApi])).toThrow('what a request costs is unknown');
});

test.each([
  [50, 90],
  [73.3, 99],
  [400, 240],
  [null, 90],
])('with a decision within %p s the peak is held for %i s', (decisionBoundSeconds, seconds) => {
  expect(loadProfile([api, userApi], { decisionBoundSeconds }).peak.seconds).toBe(seconds);
});
