import { expect, test } from '@jest/globals';
import { isComplete } from './rollout.ts';

const done = { observedGeneration: 2, replicas: 3, updatedReplicas: 3, availableReplicas: 3 };

test.each([
  { why: 'all pods are new and available', status: done, complete: true },
  {
    why: 'the controller has not seen the newest generation',
    status: { ...done, observedGeneration: 1 },
    complete: false,
  },
  { why: 'an old pod is still there', status: { ...done, replicas: 4 }, complete: false },
  { why: 'a new pod is not available yet', status: { ...done, availableReplicas: 2 }, complete: false },
  {
    why: 'the autoscaler has not given it its least number of pods yet',
    status: { ...done, replicas: 1, updatedReplicas: 1, availableReplicas: 1 },
    complete: false,
  },
  { why: 'there is no pod at all', status: { observedGeneration: 2 }, complete: false },
])('complete is $complete when $why', ({ status, complete }) => {
  expect(isComplete({ metadata: { generation: 2 }, status }, 2)).toBe(complete);
});
