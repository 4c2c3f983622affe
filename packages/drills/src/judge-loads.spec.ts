import type { AttributedFailure } from '@eks-practice/loadtests/failures/attribute-failures';
import type { DrillLoad } from '@eks-practice/loadtests/report/drill-result';
import { expect, test } from '@jest/globals';
import { type Seen, expectFailures, expectFailuresWithin, expectNoFailure } from './judge-loads.ts';

function failure(errorCode: string, startedAt = 5_000): AttributedFailure {
  const event = { at: 4_000, kind: 'pod-goes', text: 'pod api-1 was told to go' } as const;
  return { startedAt, errorCode, event, secondsAfterEvent: (startedAt - event.at) / 1000 };
}

function load(
  connections: DrillLoad['connections'],
  failures: AttributedFailure[],
  { dropped = 0, total = 500 } = {},
): DrillLoad {
  const requests = { total, failed: failures.length, dropped, perSecond: 20, p95Ms: 12, p99Ms: 30 };
  return { connections, requests, failures };
}

const quiet = [load('new', []), load('reused', [])];
const starved = "This machine's CPU was used up.";
const seen = (loads: DrillLoad[], because?: string): Seen => ({ loads, starved: because });

test.each<[string, Seen, string]>([
  ['nothing failed', seen(quiet), 'pass'],
  ['nothing failed on a starved machine', seen(quiet, starved), 'pass'],
  ['one kept connection was reset', seen([load('new', []), load('reused', [failure('1220')])]), 'fail'],
  ['one was reset on a starved machine', seen([load('new', [failure('1220')])], starved), 'fail'],
  ['one timed out', seen([load('new', [failure('1050')])]), 'fail'],
  ['one timed out on a starved machine', seen([load('new', [failure('1050')])], starved), 'invalid'],
  ['one was dropped', seen([load('new', [], { dropped: 1 })]), 'fail'],
  ['one was dropped on a starved machine', seen([load('new', [], { dropped: 1 })], starved), 'invalid'],
  [
    'a status that no slowness explains came beside a timeout',
    seen([load('new', [failure('1050'), failure('1503')])], starved),
    'fail',
  ],
  ['one of the loads hardly sent anything', seen([load('new', []), load('reused', [], { total: 99 })]), 'invalid'],
])('nobody is to notice: %s', (_, given, verdict) => {
  expect(expectNoFailure(given, 'a pod went').verdict).toBe(verdict);
});

test.each<[string, Seen, string]>([
  ['one was refused', seen([load('new', [failure('1212')]), load('reused', [])]), 'pass'],
  ['one was refused on a starved machine', seen([load('new', [failure('1212')])], starved), 'pass'],
  ['nothing failed', seen(quiet), 'fail'],
  ['nothing failed on a starved machine', seen(quiet, starved), 'invalid'],
  ['it only timed out on a starved machine', seen([load('new', [failure('1050')])], starved), 'invalid'],
  ['requests were only dropped', seen([load('new', [], { dropped: 9 })]), 'fail'],
])('a control is to go wrong: %s', (_, given, verdict) => {
  expect(expectFailures(given, 'a pod went').verdict).toBe(verdict);
});

const outage = { from: 4_000, to: 6_000, text: 'until its endpoint was gone' };

test.each<[string, Seen, string]>([
  ['each failed within', seen([load('new', [failure('1212', 4_000), failure('1220', 6_000)])]), 'pass'],
  ['none failed', seen(quiet), 'pass'],
  ['one failed after', seen([load('new', [failure('1212', 6_001)])]), 'fail'],
  ['one failed before', seen([load('new', [failure('1212', 3_999)])]), 'fail'],
  ['one has no cause', seen([load('new', [{ ...failure('1212'), event: null, secondsAfterEvent: null }])]), 'fail'],
  ['one was dropped', seen([load('new', [], { dropped: 1 })]), 'fail'],
  ['a starved machine made one time out after', seen([load('new', [failure('1050', 9_000)])], starved), 'invalid'],
  [
    'a starved machine refused none, but one was refused after',
    seen([load('new', [failure('1212', 9_000)])], starved),
    'fail',
  ],
])('only an outage may be noticed: %s', (_, given, verdict) => {
  expect(expectFailuresWithin(given, outage, 'a process was killed').verdict).toBe(verdict);
});

test('what happened is a sentence with its figures', () => {
  const loads = [load('new', [failure('1212'), failure('1212')], { dropped: 1 }), load('reused', [])];
  expect(expectNoFailure(seen(loads), '4 pods were replaced').did).toBe(
    '4 pods were replaced; new connections: 2 of 500 requests failed (2 x connection refused) and 1 dropped, ' +
      'kept connections: 0 of 500 requests failed.',
  );
  expect(expectFailuresWithin(seen([load('new', [failure('1212')])]), outage, 'a process was killed').did).toBe(
    'a process was killed; new connections: 1 of 500 requests failed (1 x connection refused), ' +
      'all within the 2.0 s until its endpoint was gone.',
  );
});
