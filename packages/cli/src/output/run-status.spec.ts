import { expect, test } from '@jest/globals';
import { statusLine } from './run-status.ts';

const workloads = [
  { name: 'api', ready: 2, desired: 4 },
  { name: 'user-api', ready: 2, desired: null },
];
const requests = { perSecond: 52, total: 1768, failed: 0, dropped: 0, p95Ms: 12.7 };
const peak = { name: 'peak', seconds: 90, atMost: false };

test.each([
  {
    status: { step: peak, elapsedSeconds: 34, requests, workloads },
    line: { text: 'peak 34/90 s  52/s  0 of 1,768 failed  p95 13 ms  api 2/4  user-api 2/?', style: 'dim' },
  },
  {
    status: {
      step: peak,
      elapsedSeconds: 34,
      requests: { ...requests, failed: 3, dropped: 2, p95Ms: null },
      workloads: [],
    },
    line: { text: 'peak 34/90 s  52/s  3 of 1,768 failed  2 dropped', style: 'red' },
  },
  {
    status: {
      step: { name: 'scale-in', seconds: 155, atMost: true },
      elapsedSeconds: 12,
      requests: undefined,
      workloads: workloads.slice(0, 1),
    },
    line: { text: 'scale-in 12 s (≤155)  api 2/4', style: 'dim' },
  },
])('$line.text', ({ status, line }) => {
  expect(statusLine(status)).toEqual(line);
  expect(line.text.length).toBeLessThan(80);
});
