import { expect, test } from '@jest/globals';
import { Patience, type Problem } from './problem.ts';

const problem = (cause: string, patienceSeconds: number): Problem => ({
  cause,
  reason: '',
  remedy: '',
  patienceSeconds,
});
const looks = (patience: Patience, ...seen: readonly [seconds: number, problem: Problem | undefined][]): string[][] =>
  seen.map(([seconds, it]) => patience.exhausted(new Map(it ? [['api-1', it]] : []), seconds * 1000));

const image = problem('image', 30);

test('what lasts as long as its patience is hopeless, and no sooner', () => {
  expect(looks(new Patience(), [0, image], [29, image], [30, image])).toEqual([[], [], ['api-1']]);
});

test('what passes in between begins anew', () => {
  expect(looks(new Patience(), [0, image], [20, undefined], [25, image], [40, image])).toEqual([[], [], [], []]);
});

test('another cause begins anew', () => {
  expect(looks(new Patience(), [0, image], [40, problem('volume', 30)])).toEqual([[], []]);
});

test('some things are hopeless at once, and some never', () => {
  expect(looks(new Patience(), [0, problem('crash', 0)])).toEqual([['api-1']]);
  expect(looks(new Patience(), [0, problem('starting', Infinity)], [1e6, problem('starting', Infinity)])).toEqual([
    [],
    [],
  ]);
});
