import { stripVTControlCharacters } from 'node:util';
import { drills } from '@eks-practice/drills/drills';
import type { DrillResult } from '@eks-practice/loadtests/report/drill-result';
import { stageNamed } from '@eks-practice/stages/stage-named';
import { expect, test } from '@jest/globals';
import { drillListText, drillResultText } from '../output/drills.ts';
import { chosenDrills, requireLocal } from './drill.ts';

test('one drill is chosen by its name, all by the option, and nothing else is clear', () => {
  expect(chosenDrills('scale-in', false).map(({ name }) => name)).toEqual(['scale-in']);
  expect(chosenDrills(undefined, true)).toBe(drills);
  const remedy = expect.stringContaining('drill --list');
  expect(() => chosenDrills(undefined, false)).toThrow(expect.objectContaining({ code: 'no-drill', remedy }));
  expect(() => chosenDrills('scale-in', true)).toThrow(expect.objectContaining({ code: 'no-drill', remedy }));
  expect(() => chosenDrills('scale-inn', false)).toThrow('Did you mean');
});

test('a stage on EKS is not broken on purpose', () => {
  expect(requireLocal(stageNamed('local')).name).toBe('local');
  expect(() => requireLocal(stageNamed('production'))).toThrow(expect.objectContaining({ code: 'drill-not-local' }));
});

test('the list has each drill with its duration', () => {
  const text = drillListText([{ name: 'fall', seconds: 25, summary: 'It falls.' }]);
  expect(text).toMatch(/^drill .*\nfall +25 s +It falls\.$/);
});

const loads: DrillResult['loads'] = [];
const result: DrillResult = {
  ...{ name: 'fall', summary: 'It falls.', should: 'Nothing breaks.', did: 'Nothing broke.', verdict: 'pass', loads },
  control: { summary: 'No net.', should: 'It breaks.', did: 'It broke.', verdict: 'pass', loads },
};
const textOf = (drill: DrillResult): string => stripVTControlCharacters(drillResultText(drill));

test('a result is told beside what should have happened, and its control beside what must', () => {
  expect(textOf(result).trimEnd().split('\n')).toEqual([
    '  did      Nothing broke.',
    '  ✓ as it should',
    '  control  No net.',
    '  must     It breaks.',
    '  did      It broke.',
    '  ✓ went wrong, as it must',
  ]);
});

test.each<[DrillResult, string]>([
  [{ ...result, verdict: 'fail' }, '✗ not as it should'],
  [{ ...result, verdict: 'invalid' }, '? it says nothing'],
  [
    { ...result, control: result.control && { ...result.control, verdict: 'fail' } },
    '✗ went well, so that the drill proves nothing',
  ],
])('a bad end is named: %#', (drill, text) => {
  expect(textOf(drill)).toContain(text);
});
