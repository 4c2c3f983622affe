import { randomBytes, randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { calls } from './calls.ts';
import { FaultyUpstream } from './containers/faulty-upstream.ts';
import { originOf, startService, startUpstreams } from './containers/service-container.ts';
import { TestNetwork } from './containers/test-network.ts';
import type { FaultName } from './scripts/faulty-upstream.ts';

// What a service answers, in its real image, when the one that it calls misbehaves.

/** Stands in everything that the faulty upstream says. */
const secret = 'SECRET';

/** So long that no answer is late, and so short that every one is; in milliseconds. */
const deadlines = { patient: 10_000, hasty: 250 };

describe.each(calls.map(([caller, callee]) => ({ caller, callee })))('$caller.name calls $callee.name:', (call) => {
  const { caller, callee } = call;
  let network: TestNetwork;
  let upstream: FaultyUpstream;
  let origins: Record<'patient' | 'hasty' | 'misled' | 'refused', string>;

  /** The caller, with an upstream deadline, and the callee somewhere else than where it is. */
  async function startCaller(alias: string, deadlineMs: number, calleeHost?: string): Promise<string> {
    const environment = {
      UPSTREAM_DEADLINE_MS: String(deadlineMs),
      ...(calleeHost !== undefined && { [callee.hostVariable]: calleeHost }),
    };
    return originOf(await startService(network, caller, { alias, environment }), caller.port);
  }

  beforeAll(async () => {
    network = await TestNetwork.start();
    const realAlias = `real-${callee.name}`;
    await startUpstreams(network, callee);
    await startService(network, callee, { alias: realAlias });
    upstream = await FaultyUpstream.start(network, { inPlaceOf: callee, realAlias, secret });
    const [patient, hasty, misled, refused] = await Promise.all([
      startCaller('patient', deadlines.patient),
      startCaller('hasty', deadlines.hasty),
      startCaller('misled', deadlines.patient, 'nobody.invalid'),
      startCaller('refused', deadlines.patient, `${callee.name}:1`),
    ]);
    origins = { patient, hasty, misled, refused };
  }, 60_000);

  afterAll(() => network[Symbol.asyncDispose](), 60_000);

  async function ask(origin: string, fault: FaultName, headers: Record<string, string> = {}) {
    const requestId = `${fault}:${randomUUID()}`;
    const answer = await fetch(`${origin}${caller.path}`, { headers: { 'x-request-id': requestId, ...headers } });
    return { requestId, answer, text: await answer.text() };
  }

  /** That an answer is a problem document which tells the request's id, and of the upstream no more than its name. */
  function expectProblem({ requestId, answer, text }: Awaited<ReturnType<typeof ask>>, status: number): void {
    expect(text).not.toContain(secret);
    expect(JSON.stringify([...answer.headers])).not.toContain(secret);
    expect(JSON.parse(text)).toEqual({
      type: 'about:blank',
      title: STATUS_CODES[status],
      status,
      detail: expect.stringContaining(callee.name),
      requestId,
    });
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json(;|$)/);
    expect(answer.headers.get('x-request-id')).toBe(requestId);
  }

  test('without a fault, the answer goes through', async () => {
    const { requestId, answer } = await ask(origins.patient, 'none');
    expect(answer.status).toBe(200);
    expect(await upstream.callsOf(requestId, 'ended')).toMatchObject([{ state: 'answered' }]);
  });

  test('the trace goes through too, with a span of its own', async () => {
    const [traceId, spanId] = [randomBytes(16).toString('hex'), randomBytes(8).toString('hex')];
    const headers = { traceparent: `00-${traceId}-${spanId}-01`, tracestate: 'vendor=value' };
    const { requestId } = await ask(origins.patient, 'none', headers);
    const [seen] = await upstream.callsOf(requestId, 'ended');
    const [version, seenTraceId, seenSpanId, flags] = String(seen?.headers.traceparent).split('-');
    expect({ version, traceId: seenTraceId, flags }).toEqual({ version: '00', traceId, flags: '01' });
    expect(seenSpanId).toMatch(/^(?!0{16})[0-9a-f]{16}$/);
    expect(seenSpanId).not.toBe(spanId);
    expect(seen?.headers.tracestate).toBe(headers.tracestate);
  });

  test.each<{ fault: FaultName; status: number; attempts: number }>([
    { fault: 'status-500', status: 502, attempts: 1 },
    { fault: 'status-404', status: 502, attempts: 1 },
    { fault: 'status-503-retry-after', status: 502, attempts: 1 },
    { fault: 'redirect', status: 502, attempts: 1 },
    { fault: 'html', status: 502, attempts: 1 },
    { fault: 'wrong-shape', status: 502, attempts: 1 },
    { fault: 'empty', status: 502, attempts: 1 },
    { fault: 'endless-body', status: 502, attempts: 1 },
    { fault: 'reset-in-body', status: 502, attempts: 1 },
    { fault: 'chunks-without-end', status: 502, attempts: 1 },
    { fault: 'content-length-too-large', status: 502, attempts: 1 },
    { fault: 'not-http', status: 502, attempts: 1 },
    { fault: 'reset-before-answer', status: 503, attempts: 2 },
  ])('$fault becomes $status after $attempts attempt(s)', async ({ fault, status, attempts }) => {
    const asked = await ask(origins.patient, fault);
    expectProblem(asked, status);
    // Looked up by the request id, which therefore reached it.
    expect(await upstream.callsOf(asked.requestId, 'ended')).toHaveLength(attempts);
  });

  test('of an answer that goes on beyond its length, the rest is neither passed on nor taken for the next one', async () => {
    const asked = await ask(origins.patient, 'content-length-too-small');
    expect({ status: asked.answer.status, text: asked.text }).toEqual({ status: 200, text: '[]' });
    const next = await ask(origins.patient, 'none');
    expect(next.answer.status).toBe(200);
    expect(next.text).not.toContain(secret);
    expect(await upstream.callsOf(next.requestId, 'ended')).toHaveLength(1);
  });

  // The upstream ends none of these by itself: that there is an answer, and that the upstream saw the connection go, is
  // the deadline's doing.
  test.each<FaultName>(['silent', 'head-only', 'stalls-in-body', 'drips-for-ever'])(
    '%s becomes 504 at the deadline, and the call is given up',
    async (fault) => {
      const asked = await ask(origins.hasty, fault);
      expectProblem(asked, 504);
      expect(asked.text).toContain(`${deadlines.hasty} ms`);
      expect(await upstream.callsOf(asked.requestId, 'ended')).toMatchObject([{ state: 'gone' }]);
    },
  );

  test.each(['misled', 'refused'] as const)(
    'a host that nobody has, or a port that refuses: %s, 503',
    async (which) => {
      expectProblem(await ask(origins[which], 'none'), 503);
    },
  );

  test('a caller that hangs up ends the upstream call, and no other', async () => {
    const requestIds = [`silent:stays-${randomUUID()}`, `silent:leaves-${randomUUID()}`] as const;
    const [stays, leaves] = [new AbortController(), new AbortController()];
    const asked: Promise<unknown>[] = [];
    for (const [index, { signal }] of [stays, leaves].entries()) {
      const requestId = requestIds[index] ?? '';
      const call = fetch(`${origins.patient}${caller.path}`, { headers: { 'x-request-id': requestId }, signal });
      asked.push(call.catch((error: Error) => error.name));
      await upstream.callsOf(requestId, 'arrived');
    }
    leaves.abort();
    expect(await upstream.callsOf(requestIds[1], 'ended')).toMatchObject([{ state: 'gone' }]);
    // The one that came first is still there, so it was not the deadline that ended the other.
    expect(await upstream.callsOf(requestIds[0], 'now')).toMatchObject([{ state: 'open' }]);
    stays.abort();
    expect(await Promise.all(asked)).toEqual(['AbortError', 'AbortError']);
  }, 30_000);
});
