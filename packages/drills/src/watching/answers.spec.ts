import { expect, test } from '@jest/globals';
import { faultsOf, slowestMs, statusCounts, statusesOverTime } from './answers.ts';
import { answer, answers } from './answers.fixture.ts';

const bearable = { statuses: [503, 504], withinMs: 3_000 };

test.each([
  ['an error that fits', answer(503), undefined],
  ['a good answer', answer(200), undefined],
  ['no answer', answer(0, { detail: 'TimeoutError' }), /no answer \(TimeoutError\).*must have an answer/],
  ['another status', answer(500), /1 × 500.*503 or 504/],
  ['an error that is no problem document', answer(503, { problemStatus: null }), /problem document/],
  ['a problem document of another status', answer(503, { problemStatus: 500 }), /problem document/],
  ['an error of nobody', answer(503, { servedBy: '' }), /x-served-by/],
  ['an error that comes late', answer(504, { ms: 9_000 }), /within 3000 ms; the slowest took 9000 ms/],
  ['a good answer that comes late', answer(200, { ms: 9_000 }), /within 3000 ms/],
])('%s', (_, one, fault) => {
  const faults = faultsOf([answer(200), one], bearable);
  expect(faults).toEqual(fault === undefined ? [] : [expect.stringMatching(fault)]);
});

test('answers are counted by status, and over time where the statuses change', () => {
  const all = [...answers(3, 200, { at: 900 }), ...answers(2, 503, { at: 1_500 }), answer(503, { at: 2_100 })];
  const later = [answer(200, { at: 4_000, ms: 50.4 }), answer(503, { at: 4_900 })];
  expect(statusCounts(all)).toBe('3 × 200, 3 × 503');
  expect(statusesOverTime([...later, ...all], 500)).toBe(
    'from 0 s 3 × 200; from 1 s 3 × 503; from 3 s 1 × 200; from 4 s 1 × 503',
  );
  expect(slowestMs(later)).toBe(50);
});
