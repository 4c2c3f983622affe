import { expect, test } from '@jest/globals';
import type { RequestRecord } from '../k6-run/request-log.ts';
import { type ClusterEvent, type ClusterEventKind, attributeFailures } from './attribute-failures.ts';

function request(startedAt: number, endedAt: number, errorCode: string): RequestRecord {
  return { phase: 'steady', startedAt, endedAt, durationMs: endedAt - startedAt, failed: errorCode !== '', errorCode };
}

const event = (at: number, kind: ClusterEventKind): ClusterEvent => ({ at, kind, text: `${kind} at ${at}` });

test.each<[string, RequestRecord, ClusterEvent[], string | undefined, number | null]>([
  [
    'the nearest event is named',
    request(10_000, 10_100, '1212'),
    [event(2_000, 'pod-goes'), event(9_600, 'endpoint-lost')],
    'endpoint-lost at 9600',
    0.5,
  ],
  [
    'an event that cannot break a connection is passed over, though it is nearer',
    request(10_000, 10_100, '1220'),
    [event(7_100, 'pod-goes'), event(10_050, 'pod-created'), event(10_080, 'autoscaler')],
    'pod-goes at 7100',
    3,
  ],
  [
    'a pod that comes may be why others are slow',
    request(5_000, 10_000, '1050'),
    [event(3_000, 'pod-goes'), event(4_900, 'pod-created')],
    'pod-created at 4900',
    5.1,
  ],
  [
    'a pod that gets requests before it listens refuses them',
    request(10_000, 10_001, '1212'),
    [event(9_000, 'pod-goes'), event(9_801, 'endpoint-won')],
    'endpoint-won at 9801',
    0.2,
  ],
  [
    'what happened while the request was under way is as near as can be',
    request(5_000, 10_000, '1220'),
    [event(4_999, 'pod-goes'), event(6_000, 'node')],
    'node at 6000',
    4,
  ],
  [
    'the news of its cause may come a moment later',
    request(10_000, 10_100, '1220'),
    [event(11_100, 'pod-gone')],
    'pod-gone at 11100',
    -1,
  ],
  [
    'what came much later is not the cause',
    request(10_000, 10_100, '1220'),
    [event(12_101, 'pod-gone')],
    undefined,
    null,
  ],
  [
    'what was long over is not the cause',
    request(50_000, 50_000, '1220'),
    [event(19_999, 'pod-gone')],
    undefined,
    null,
  ],
  [
    'where none can be the cause, the nearest is named all the same',
    request(10_000, 10_100, '1220'),
    [event(9_100, 'pod-created'), event(2_000, 'autoscaler')],
    'pod-created at 9100',
    1,
  ],
])('%s', (_, failed, events, text, seconds) => {
  expect(attributeFailures([failed], events)).toEqual([
    {
      startedAt: failed.startedAt,
      errorCode: failed.errorCode,
      event: text === undefined ? null : expect.objectContaining({ text }),
      secondsAfterEvent: seconds === null ? null : expect.closeTo(seconds),
    },
  ]);
});

test('a request that did not fail is attributed to nothing', () => {
  expect(attributeFailures([request(1, 2, '')], [event(1, 'pod-gone')])).toEqual([]);
});
