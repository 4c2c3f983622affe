import { expect, test } from '@jest/globals';
import { emptyRecording } from '../recorder/recording.ts';
import { memoryTrend, theilSen } from './memory-trend.ts';

const pod = { name: 'api-1', workload: 'api' };
const hour = 3_600_000;

/** A pod's memory each 15 s, by the share of the time that is over. */
function watched(seconds: number, use: (share: number, index: number) => number) {
  const recording = emptyRecording();
  for (let at = 0; at <= seconds; at += 15) {
    const index = at / 15;
    recording.memory.push({ at: at * 1000, workload: 'api', pod: 'api-1', mebibytes: use(at / seconds, index) });
  }
  return memoryTrend(recording, pod, { from: 0, to: seconds * 1000 }, 256);
}

test.each([
  ['stays', 3_600, () => 100, true],
  ['breathes', 3_600, (_: number, index: number) => 100 + 6 * Math.sin(index), true],
  ['grows at first, and then no more', 3_600, (share: number) => 100 + 40 * Math.min(share, 0.2), true],
  ['has one outlier', 3_600, (_: number, index: number) => (index === 100 ? 200 : 100), true],
  ['grows by 3 MiB an hour', 3_600, (share: number) => 100 + 3 * share, true],
  ['grows by 20 MiB an hour', 3_600, (share: number) => 100 + 20 * share, false],
  [
    'grows by 20 MiB an hour, and breathes',
    3_600,
    (share: number, index: number) => 100 + 20 * share + 5 * Math.sin(index),
    false,
  ],
  ['grows by 10 MiB in a quarter of an hour', 900, (share: number) => 100 + 10 * share, false],
  ['is watched for a minute only', 75, (share: number) => 100 + 10 * share, null],
])('memory that %s', (_, seconds, use, flat) => {
  expect(watched(seconds, use)?.flat).toBe(flat);
});

test('the bound is a day until the limit', () => {
  expect(watched(3_600, () => 136)).toMatchObject({ medianMiB: 136, perHourMiB: 0, boundPerHourMiB: 5 });
});

test('a pod of which nothing was seen has no trend', () => {
  expect(memoryTrend(emptyRecording(), pod, { from: 0, to: hour }, 256)).toBeUndefined();
});

test('the slope is the median of all slopes', () => {
  const line = Array.from({ length: 9 }, (_, x) => ({ x, y: 2 * x + (x === 4 ? 1_000 : 0) }));
  expect(theilSen(line)).toBeCloseTo(2, 9);
  expect(theilSen([{ x: 1, y: 1 }])).toBe(0);
});
