import { expect, test } from '@jest/globals';
import { RunInvalid } from '../run-invalid.ts';
import { simulatedServices } from '../run/simulated-evidence.fixture.ts';
import { assertBounded, soakBounds } from './bounds.ts';
import { demandMillicores, scaleOutMillicores } from './measured-service.ts';
import { soakPhase } from './soak-phase.ts';
import { spikeProfile } from './spike-profile.ts';

test.each([false, true])('a spike is a multiple of the base that the pods at rest carry; quick: %s', (quick) => {
  const { multiple, phases } = spikeProfile(simulatedServices, quick);
  const [base, spike, draining, recovered] = phases;
  expect(multiple).toBe(10);
  expect(spike?.ratePerSecond).toBe(10 * base.ratePerSecond);
  expect([draining?.ratePerSecond, recovered?.ratePerSecond]).toEqual([base.ratePerSecond, base.ratePerSecond]);
  for (const service of simulatedServices) {
    const carried = 0.7 * service.minReplicas * service.cpuLimitMillicores;
    expect(demandMillicores(service, spike?.ratePerSecond ?? Infinity)).toBeLessThanOrEqual(carried);
  }
  expect(() => assertBounded(phases)).not.toThrow();
});

test('a quick spike is the same spike', () => {
  const [full, quick] = [false, true].map((one) => spikeProfile(simulatedServices, one).phases[1]);
  expect(quick).toEqual(full);
});

test('pods that carry no spike worth the name make the run invalid, with what to raise', () => {
  const weak = simulatedServices.map((service) => ({ ...service, cpuLimitMillicores: 60 }));
  expect(() => spikeProfile(weak, false)).toThrow(RunInvalid);
  expect(() => spikeProfile(weak, false)).toThrow(/Raise cpuLimitMillicores/);
});

test.each([75, 3_600])('a soak of %i s stays below what makes any service scale out, and in its bounds', (seconds) => {
  const phase = soakPhase(simulatedServices, seconds);
  for (const service of simulatedServices) {
    expect(demandMillicores(service, phase.ratePerSecond)).toBeLessThan(0.71 * scaleOutMillicores(service));
  }
  expect(() => assertBounded([phase], soakBounds)).not.toThrow();
});

test('cheap requests do not make a soak longer than its bound of requests', () => {
  const cheap = simulatedServices.map((service) => ({ ...service, costMillicores: 0.01 }));
  expect(soakPhase(cheap, 3_600).ratePerSecond).toBe(41);
  expect(() => assertBounded([{ name: 'soak', ratePerSecond: 42, seconds: 3_600 }], soakBounds)).toThrow('requests');
});
