import type { DrillLoad, DrillResult } from './drill-result.ts';

const event = { at: 0, kind: 'pod-gone', text: 'pod api-1 was gone' } as const;

function load(connections: DrillLoad['connections'], failed: number): DrillLoad {
  const failures = Array.from({ length: failed }, () => {
    return { startedAt: 100, errorCode: '1212', event, secondsAfterEvent: 0.2 };
  });
  const requests = { total: 900, failed, dropped: 0, perSecond: 15, p95Ms: 9, p99Ms: 14 };
  return { connections, requests, failures };
}

/** A drill that went as it should, whose control failed as it must. */
export const simulatedDrill: DrillResult = {
  ...{ name: 'rolling-update', summary: 'Both Deployments are restarted.', verdict: 'pass' },
  ...{ should: 'No request fails, and none is dropped.', did: 'Of 1,800 requests none failed.' },
  loads: [load('new', 0), load('reused', 0)],
  control: {
    ...{ summary: 'The pods have no preStop hook.', verdict: 'pass' },
    ...{ should: 'Requests fail.', did: '37 of 1,800 requests failed.' },
    loads: [load('new', 37), load('reused', 0)],
  },
};
