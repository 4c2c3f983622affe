import { expect, test } from '@jest/globals';
import { stepSeconds } from './step-seconds.ts';

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
