import { expect, test } from '@jest/globals';
import { stepFigures } from './step-figures.ts';
import { stepSeconds, stepTimes } from './step-seconds.ts';

const lines = [
  { at: 0, text: '❯ Cluster' },
  { at: 200, text: '› starting the node' },
  { at: 2500, text: '✔ Cluster: running, 2 images loaded [2s]' },
  { at: 2500, text: '❯ Cluster metrics' },
  { at: 3000, text: '✔ Cluster metrics [0.5s]' },
];

test.each([
  ['Cluster', 2.5],
  ['Cluster metrics', 0.5],
])('%s took %d s', (title, seconds) => {
  expect(stepSeconds(lines, title)).toBe(seconds);
});

test('a step that did not end has no time', () => {
  expect(() => stepSeconds(lines.slice(0, 2), 'Cluster')).toThrow('"Cluster"');
});

test('all steps that ended are told, in their order', () => {
  expect([...stepTimes([{ at: 0, text: '❯ Rollout' }, ...lines])]).toEqual([
    ['Cluster', 2.5],
    ['Cluster metrics', 0.5],
  ]);
});

test('the rounds of a step come together by what was deployed', () => {
  const times = (cluster: number, objects: number) =>
    new Map([...Object.entries({ Cluster: cluster, Objects: objects })]);
  expect(
    stepFigures({ fromNothing: [times(9, 1), times(11, 3)], change: [], noOp: [new Map([['Objects', 1]])] }),
  ).toEqual([
    { title: 'Cluster', fromNothing: { median: 10, min: 9, max: 11 } },
    { title: 'Objects', fromNothing: { median: 2, min: 1, max: 3 }, noOp: { median: 1, min: 1, max: 1 } },
  ]);
});
