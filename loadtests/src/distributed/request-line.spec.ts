import { expect, test } from '@jest/globals';
import { loadBounds } from '../profile/bounds.ts';
import { parseLine, podLine, requestLine, segmentLine, summaryLine } from './request-line.ts';

const request = { phase: 'peak', startedAt: 1_763_869_441_123, setupMs: 0.5, durationMs: 12.3456, failed: false };

test.each([
  ['an answer', { ...request, errorCode: 0 }, { failed: false, errorCode: '' }],
  ['a refused connection', { ...request, failed: true, errorCode: 1212 }, { failed: true, errorCode: '1212' }],
  ['a status that has no code', { ...request, failed: true, errorCode: 0 }, { failed: true, errorCode: '' }],
])('%s comes through', (_, sent, outcome) => {
  const { phase, startedAt } = sent;
  expect(parseLine(requestLine(sent))).toEqual({
    kind: 'request',
    request: { phase, startedAt, endedAt: startedAt + 12.846, durationMs: 12.346, ...outcome },
  });
});

test('pods, parts of the load and summaries come through', () => {
  expect(parseLine(podLine('api-1', 1234))).toEqual({ kind: 'pod', pod: 'api-1', at: 1234 });
  expect(parseLine(segmentLine('1/3:2/3'))).toEqual({ kind: 'segment', segment: '1/3:2/3' });
  expect(parseLine(segmentLine(null))).toEqual({ kind: 'segment', segment: '0:1' });
  expect(parseLine(summaryLine({ metrics: {} }))).toEqual({ kind: 'summary', json: '{"metrics":{}}' });
});

test.each(['', 'Insufficient VUs, reached 10 active VUs', '~peak 12', '~peak x 1 2', '^pod', '=5 errors'])(
  'a line of others, "%s", is none',
  (line) => {
    expect(parseLine(line)).toBeUndefined();
  },
);

test('a whole load fits into what kubelet keeps of a log', () => {
  const longest = requestLine({ ...request, setupMs: 5000.123, durationMs: 5000.123, failed: true, errorCode: 1503 });
  // What the container runtime writes before each line: a time of 35 bytes, ` stderr F `; and the line's end.
  const bytes = loadBounds.requests * ('2026-11-23T03:44:01.123456789+00:00 stderr F \n'.length + longest.length);
  expect(bytes).toBeLessThan(10 * 1024 * 1024);
});
