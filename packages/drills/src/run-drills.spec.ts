import { UserError } from '@eks-practice/errors/user-error';
import type { DrillResult } from '@eks-practice/loadtests/report/drill-result';
import { expect, test } from '@jest/globals';
import { verdictOf } from './drill-run.ts';
import { drillNamed, drills } from './drills.ts';
import { zeroFailureDrills } from './zero-failure/zero-failure-drills.ts';

const result: DrillResult = {
  ...{
    name: 'fall',
    summary: 'It falls.',
    should: 'Nothing breaks.',
    did: 'Nothing broke.',
    verdict: 'pass',
    loads: [],
  },
  control: { summary: 'No net.', should: 'It breaks.', did: 'It broke.', verdict: 'pass', loads: [] },
};
const control = (verdict: DrillResult['verdict']): DrillResult => ({
  ...result,
  control: { summary: 'No net.', should: 'It breaks.', did: 'So.', verdict, loads: [] },
});

test.each<[string, DrillResult[], string]>([
  ['all went as they should', [result, { ...result, control: null }], 'pass'],
  ['one went wrong', [result, { ...result, verdict: 'fail' }], 'fail'],
  ['a control went well', [control('fail'), result], 'fail'],
  ['a control says nothing', [result, control('invalid')], 'invalid'],
  ['one says nothing and another went wrong', [control('invalid'), { ...result, verdict: 'fail' }], 'fail'],
])('%s', (_, results, verdict) => {
  expect(verdictOf(results)).toBe(verdict);
});

test('a drill is known by its name, and there are no two of one', () => {
  expect(new Set(drills.map(({ name }) => name)).size).toBe(drills.length);
  expect(drillNamed('rolling-update').control).toBeDefined();
  expect(() => drillNamed('rolling-updat')).toThrow(UserError);
  expect(() => drillNamed('rolling-updat')).toThrow('Did you mean');
});

test('a claim that nobody notices is worth nothing without a control', () => {
  const claims = zeroFailureDrills.filter(({ name }) => name !== 'kill-pod');
  expect(claims.filter((drill) => drill.control === undefined)).toEqual([]);
});
