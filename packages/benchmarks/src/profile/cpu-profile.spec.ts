import { expect, test } from '@jest/globals';
import { type CallFrame, summaryOf } from './cpu-profile.ts';

const node = (id: number, functionName: string, url = '') => ({
  id,
  callFrame: { functionName, url, lineNumber: 0, columnNumber: 0 },
});
const byUrl = ({ url }: CallFrame): string => url;

test('time is shared among packages and functions, without what was idle or the profiler', () => {
  const profile = {
    nodes: [
      node(1, '(idle)'),
      node(2, 'parse', 'zod'),
      node(3, 'parse', 'fastify'),
      node(4, '(garbage collector)'),
      node(5, '', 'zod'),
      node(6, '(program)'),
      node(7, 'post', 'node:inspector'),
    ],
    samples: [1, 2, 3, 4, 2, 5, 6, 7],
    timeDeltas: [1000, 30, 20, 10, 10, 10, 20, 1000],
  };
  expect(summaryOf(profile, byUrl)).toEqual({
    packages: [
      { name: 'zod', share: 0.5 },
      { name: 'fastify', share: 0.2 },
      { name: 'native code', share: 0.2 },
      { name: 'garbage collector', share: 0.1 },
    ],
    functions: [
      { name: 'parse', package: 'zod', share: 0.4 },
      { name: 'parse', package: 'fastify', share: 0.2 },
      { name: '(anonymous)', package: 'zod', share: 0.1 },
    ],
  });
});

test('a function that is called as what every object has is told by its package like any other', () => {
  const profile = { nodes: [node(1, 'toString', 'zod')], samples: [1], timeDeltas: [10] };
  expect(summaryOf(profile, byUrl)).toEqual({
    packages: [{ name: 'zod', share: 1 }],
    functions: [{ name: 'toString', package: 'zod', share: 1 }],
  });
});
