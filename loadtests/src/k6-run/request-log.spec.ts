import { expect, test } from '@jest/globals';
import { RequestLog } from './request-log.ts';

const end = '2026-11-22T17:23:07.865585604Z';

function point(metric: string, value: number, tags: Record<string, string> = {}, time = end): string {
  return JSON.stringify({ metric, type: 'Point', data: { time, value, tags: { scenario: 'peak', ...tags } } });
}

/** In the order in which k6 writes them. */
function request(tags: Record<string, string>, failed: number): string[] {
  return [
    point('http_reqs', 1, tags),
    point('http_req_duration', 20, tags),
    point('http_req_blocked', 3, tags),
    point('http_req_connecting', 1.5, tags),
    point('http_req_tls_handshaking', 0.5, tags),
    point('http_req_waiting', 19, tags),
    point('http_req_failed', failed, tags),
  ];
}

test('a request started before its connection was set up, which its duration leaves out', () => {
  const log = new RequestLog();
  for (const line of request({ status: '200' }, 0)) log.add(line);
  expect(log.requests).toEqual([
    {
      phase: 'peak',
      startedAt: expect.closeTo(Date.parse('2026-11-22T17:23:07.865Z') + 0.585604 - 25, 2),
      endedAt: expect.closeTo(Date.parse('2026-11-22T17:23:07.865Z') + 0.585604, 2),
      durationMs: 20,
      failed: false,
      errorCode: '',
    },
  ]);
});

test("a failed request keeps k6's error code, and one request's setup is not the next one's", () => {
  const log = new RequestLog();
  for (const line of [...request({ error_code: '1212' }, 1), ...request({}, 0)]) log.add(line);
  expect(log.failed).toBe(1);
  expect(log.requests.map(({ failed, errorCode }) => [failed, errorCode])).toEqual([
    [true, '1212'],
    [false, ''],
  ]);
  expect(log.requests[0]?.startedAt).toBe(log.requests[1]?.startedAt);
});

test('a point may tell of several dropped iterations', () => {
  const log = new RequestLog();
  log.add(point('dropped_iterations', 3));
  expect(log.drops).toHaveLength(3);
});

test('of what each pod answered, the first time is kept', () => {
  const log = new RequestLog();
  const at = (second: number): string => `2026-11-22T17:23:0${second}Z`;
  log.add(point('served', 1, { pod: 'api-1' }, at(5)));
  log.add(point('served', 1, { pod: 'api-2' }, at(4)));
  log.add(point('served', 1, { pod: 'api-1' }, at(3)));
  log.add(point('served', 1, { pod: 'api-1' }, at(6)));
  expect([...log.served]).toEqual([
    ['api-1', Date.parse(at(3))],
    ['api-2', Date.parse(at(4))],
  ]);
});

test('what declares a metric, and metrics of other things, are passed over', () => {
  const log = new RequestLog();
  log.add('{"type":"Metric","data":{"name":"http_reqs"},"metric":"http_reqs"}');
  log.add(point('data_sent', 95));
  expect(log.requests).toEqual([]);
});

test('a time may have no decimals', () => {
  const log = new RequestLog();
  log.add(point('dropped_iterations', 1, {}, '2026-11-22T17:23:07Z'));
  expect(log.drops[0]?.at).toBe(Date.parse('2026-11-22T17:23:07Z'));
});
