import { expect, test } from '@jest/globals';
import type { Verdict } from '../exit-code.ts';
import type { DrillResult } from '../report/drill-result.ts';
import { simulatedEvidence } from '../run/simulated-evidence.fixture.ts';
import { drillFaults, drillOutcomes } from './drill-faults.ts';
import { judge } from './judge.ts';

function drill(verdict: Verdict, control: Verdict): DrillResult {
  return {
    ...{ name: 'rolling-update', summary: 'Pods are replaced.', should: 'Nobody notices.', loads: [] },
    ...{ verdict, did: '0 of 500 failed.' },
    control: {
      summary: 'Without drain.',
      should: 'Users notice.',
      did: '23 of 390 failed.',
      verdict: control,
      loads: [],
    },
  };
}

test.each<[string, Verdict, Verdict, string[]]>([
  ['as both should', 'pass', 'pass', []],
  ['users noticed', 'fail', 'pass', ['Drill rolling-update did not go as it should: 0 of 500 failed.']],
  [
    'nobody noticed that it lacks its protection',
    'pass',
    'fail',
    ['The control of drill rolling-update went well, so it proves nothing: 23 of 390 failed.'],
  ],
  ['on a starved machine', 'invalid', 'invalid', []],
])('a drill that went: %s', (_, verdict, control, reasons) => {
  expect(drillFaults([drill(verdict, control)]).map(({ reason }) => reason)).toEqual(reasons);
});

test('a drill that fails makes the run fail; one that says nothing leaves it as it is, and is told as such', () => {
  const evidence = simulatedEvidence();
  expect(judge({ ...evidence, drills: [drill('pass', 'fail')] }).verdict).toBe('fail');
  const { verdict, reasons } = judge({ ...evidence, drills: [drill('invalid', 'pass')] });
  expect(verdict).toBe('pass');
  expect(reasons).toContain('Drill rolling-update says nothing: 0 of 500 failed. Its control: 23 of 390 failed.');
  expect(drillOutcomes([drill('pass', 'pass')])).toEqual([
    'Drill rolling-update: 0 of 500 failed. Its control: 23 of 390 failed.',
  ]);
});
