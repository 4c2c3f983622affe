import type { RunStatus } from '@eks-practice/loadtests/run/run-status';
import type { LiveLine } from './live-output.ts';

/** How a run stands, e.g. `peak 34/90 s  52/s  0 of 1,768 failed  p95 13 ms  api 2/4  user-api 2/2`. */
export function statusLine({ step, elapsedSeconds, requests, workloads }: RunStatus): LiveLine {
  const time = step.atMost ? `${elapsedSeconds} s (≤${step.seconds})` : `${elapsedSeconds}/${step.seconds} s`;
  const parts = [
    `${step.name} ${time}`,
    ...(requests
      ? [
          `${requests.perSecond}/s`,
          `${requests.failed.toLocaleString('en')} of ${requests.total.toLocaleString('en')} failed`,
          ...(requests.dropped > 0 ? [`${requests.dropped.toLocaleString('en')} dropped`] : []),
          ...(requests.p95Ms === null ? [] : [`p95 ${Math.round(requests.p95Ms)} ms`]),
        ]
      : []),
    ...workloads.map(({ name, ready, desired }) => `${name} ${ready}/${desired ?? '?'}`),
  ];
  const bad = requests !== undefined && requests.failed + requests.dropped > 0;
  return { text: parts.join('  '), style: bad ? 'red' : 'dim' };
}
