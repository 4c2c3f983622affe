import type { V1PodStatus } from '@kubernetes/client-node';
import { expect, test } from '@jest/globals';
import { whyNotReady } from './why-not-ready.ts';

const container = { name: 'api', image: 'api:1', imageID: '', ready: false, restartCount: 3 };

test.each<{ why: string; status: V1PodStatus }>([
  {
    why: 'cannot be scheduled: 0/1 nodes are available: 1 Insufficient cpu.',
    status: {
      conditions: [{ type: 'PodScheduled', status: 'False', message: '0/1 nodes are available: 1 Insufficient cpu.' }],
    },
  },
  {
    why: 'ErrImageNeverPull: no such image',
    status: {
      containerStatuses: [
        { ...container, state: { waiting: { reason: 'ErrImageNeverPull', message: 'no such image' } } },
      ],
    },
  },
  {
    why: 'ended with exit code 2 (Error), 3 restarts',
    status: {
      containerStatuses: [
        {
          ...container,
          state: { waiting: { reason: 'CrashLoopBackOff' } },
          lastState: { terminated: { exitCode: 2, reason: 'Error' } },
        },
      ],
    },
  },
  { why: 'it is starting', status: {} },
])('$why', ({ why, status }) => {
  expect(whyNotReady({ metadata: { name: 'api-1' }, status })).toBe(why);
});

test('a pod that is ready, or was told to go, has nothing to explain', () => {
  expect(whyNotReady({ status: { conditions: [{ type: 'Ready', status: 'True' }] } })).toBeUndefined();
  expect(whyNotReady({ metadata: { deletionTimestamp: new Date() } })).toBeUndefined();
});
