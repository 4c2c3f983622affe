import { entryService } from '@eks-practice/loadtests/entry-service';
import type { ClusterEvent, ClusterEventKind } from '@eks-practice/loadtests/failures/attribute-failures';
import type { DrillLoad } from '@eks-practice/loadtests/report/drill-result';
import { expect, test } from '@jest/globals';
import type { EvictionStatus } from '../evict.ts';
import { budgetOutcome, noBudgetOutcome } from './disruption-budget.ts';
import { lastNode } from './drain-node.ts';
import { outageOf } from './kill-pod.ts';

const event = (at: number, kind: ClusterEventKind, text: string): ClusterEvent => ({ at, kind, text });

const requests = { total: 500, failed: 0, dropped: 0, perSecond: 20, p95Ms: 12, p99Ms: 30 };
const loads: DrillLoad[] = [{ connections: 'new', requests, failures: [] }];
const seen = (api: EvictionStatus[], events: ClusterEvent[] = []) => ({
  ...{ loads, events, starved: undefined, result: { api, 'user-api': [201, 429] satisfies EvictionStatus[] } },
});

test.each<[EvictionStatus[], string]>([
  [[201, 429], 'pass'],
  [[201, 429, 429], 'pass'],
  [[201, 201], 'fail'],
  [[429, 429], 'fail'],
  [[201], 'fail'],
])('with a budget, evictions that were answered %j are a %s', (statuses, verdict) => {
  expect(budgetOutcome(seen(statuses)).verdict).toBe(verdict);
});

const empty = event(5, 'endpoint-lost', 'api went from 1 endpoints to 0');

test.each<[string, EvictionStatus[], ClusterEvent[], string]>([
  ['all were granted, and nobody was left', [201, 201], [empty], 'pass'],
  [
    'all were granted, but somebody was left',
    [201, 201],
    [event(5, 'endpoint-lost', 'api went from 2 endpoints to 1')],
    'fail',
  ],
  ['one was refused', [201, 429], [empty], 'fail'],
])('without budgets: %s', (_, statuses, events, verdict) => {
  const granted = { api: statuses, 'user-api': [201, 201] satisfies EvictionStatus[] };
  expect(noBudgetOutcome({ ...seen(statuses, events), result: granted }).verdict).toBe(verdict);
});

test('a killed process may be noticed until its endpoint is gone, and proxies know', () => {
  const events = [
    event(900, 'endpoint-lost', `${entryService} went from 3 endpoints to 2`),
    event(2_500, 'endpoint-lost', 'user-api went from 2 endpoints to 1'),
    event(3_000, 'endpoint-lost', `${entryService} went from 2 endpoints to 1`),
    event(9_000, 'endpoint-lost', `${entryService} went from 2 endpoints to 1`),
  ];
  expect(outageOf({ events, result: { at: 2_000 } })).toMatchObject({ from: 1_000, to: 5_000 });
});

test('a process that was back before anybody missed it may be noticed for so long', () => {
  expect(outageOf({ events: [], result: { at: 2_000 } })).toEqual({
    from: 1_000,
    to: 5_000,
    text: expect.stringMatching(/^until it was back/),
  });
});

test('a node can be drained where there is another one', () => {
  expect(lastNode(['one', 'two'])).toBe('two');
  expect(() => lastNode(['one'])).toThrow(
    expect.objectContaining({ code: 'one-node', remedy: expect.stringContaining('nodes: 2') }),
  );
});
