import { expect, test } from '@jest/globals';
import type { CpuSample } from '../recorder/recording.ts';
import { simulatedServices, simulatedStage } from '../run/simulated-evidence.fixture.ts';
import { closerPhase, cpuWithin, firstLookPhase } from './calibration.ts';

function sample(name: string, at: number, millicores: number): CpuSample {
  return { at, windowSeconds: 15, workload: 'api', pod: name, millicores };
}

const time = { from: 100_000, to: 140_000 };

test('only windows that lie wholly inside the time count', () => {
  const samples = [
    sample('a', 114_999, 1000),
    sample('a', 115_000, 20),
    sample('a', 140_000, 30),
    sample('a', 140_001, 1000),
  ];
  expect(cpuWithin(samples, [{ name: 'a' }], time)).toBe(25);
});

test('the use is the sum over the pods, and unknown while one is not measured', () => {
  const samples = [sample('a', 120_000, 20), sample('b', 121_000, 15)];
  expect(cpuWithin(samples, [{ name: 'a' }, { name: 'b' }], time)).toBe(35);
  expect(cpuWithin(samples, [{ name: 'a' }, { name: 'b' }, { name: 'c' }], time)).toBeUndefined();
  expect(cpuWithin(samples, [], time)).toBeUndefined();
});

test('the calibration stays well below what would make the stage scale', () => {
  // 60 % of 2 pods x 60 % of 60m, at 5 ms of CPU per request.
  expect(firstLookPhase(simulatedStage, 90)).toEqual({ name: 'first-look', ratePerSecond: 8, seconds: 90 });
});

test('the second look comes near what would make the stage scale, by the service that is nearest to it', () => {
  // (85 % of 2 pods x 60 % of 60m, less 1.4m at rest) / 1.9m of api; user-api could bear more.
  expect(closerPhase(simulatedServices, 90)).toEqual({ name: 'calibration', ratePerSecond: 31, seconds: 90 });
  const costly = simulatedServices.map((service) => ({ ...service, costMillicores: 100 }));
  expect(closerPhase(costly, 90).ratePerSecond).toBe(1);
});
