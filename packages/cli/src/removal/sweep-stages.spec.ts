import { expect, test } from '@jest/globals';
import { defineStages } from '@eks-practice/stages/define-stages';
import { judge, sweepText } from './sweep-stages.ts';

const app = defineStages({
  clusters: {
    dev: { kind: 'eks', region: 'eu-central-1', nodes: { instanceType: 't4g.medium' } },
    other: { kind: 'eks', region: 'eu-central-1', nodes: { instanceType: 't4g.medium' } },
  },
  stages: {
    dev: { cluster: 'dev', drainSeconds: 180 },
    moved: { cluster: 'other', drainSeconds: 180 },
    live: { cluster: 'dev', drainSeconds: 180, protected: true, timeToLiveHours: 1 },
  },
  previews: { from: 'dev' },
});
const now = new Date('2026-11-22T12:00:00Z');
const before = new Date('2026-11-22T11:59:59Z');
const after = new Date('2026-11-22T12:00:01Z');

test.each([
  ['pr-1', { expires: before }, 'expired', false],
  ['pr-1', { expires: now }, 'expired', false],
  ['pr-1', { expires: after }, 'stays', false],
  ['pr-1', {}, 'stays', false],
  ['dev', {}, 'stays', false],
  ['live', { expires: before }, 'protected', false],
  ['pr-1', { expires: before, status: 'UPDATE_IN_PROGRESS' }, 'busy', false],
  ['pr-1', { expires: before, status: 'DELETE_IN_PROGRESS' }, 'expired', false],
  ['pr-1', { expires: before, status: 'DELETE_FAILED' }, 'expired', false],
  ['gone', { expires: before }, 'expired', true],
  ['gone', {}, 'stays', true],
  ['moved', {}, 'stays', true],
] as const)('%s with %j: %s', (stage, change, verdict, orphaned) => {
  const deployed = {
    stage,
    stackName: `${stage}-workloads`,
    status: 'UPDATE_COMPLETE',
    lastDeployed: before,
    ...change,
  };
  expect(judge([deployed], 'dev', now, app)).toEqual([{ ...deployed, verdict, orphaned }]);
});

test('the table tells each end, and how an orphan is removed', () => {
  const stage = {
    stackName: '',
    status: 'UPDATE_COMPLETE',
    lastDeployed: before,
    verdict: 'stays',
    orphaned: false,
  } as const;
  const text = sweepText('dev', [
    { ...stage, stage: 'pr-1', expires: after },
    { ...stage, stage: 'old', orphaned: true },
  ]);
  expect(text).toMatch(/^pr-1 +UPDATE_COMPLETE +2026-11-22 11:59Z +2026-11-22 12:00Z +stays$/m);
  expect(text).toMatch(/^old .* never +stays$/m);
  expect(text).toContain('npx eks-practice remove --stage old --cluster dev');
  expect(text).not.toContain('--stage pr-1');
});
