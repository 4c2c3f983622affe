import { expect, test } from '@jest/globals';
import { traceContextOf, traceHeaders } from './trace-context.ts';

const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
const parentId = '00f067aa0ba902b7';

/** What a call on behalf of a request with these headers is sent with. */
function passedOn(headers: Record<string, string>) {
  const { traceparent = '', tracestate } = traceHeaders(traceContextOf({ headers }));
  const [version, trace, parent, flags] = traceparent.split('-');
  return { version, trace, parent, flags, tracestate };
}

test.each(['00', '01', '02', '03', '11', 'ff'])('flags of %s stay, in the same trace, under a new parent', (flags) => {
  const first = passedOn({ traceparent: `00-${traceId}-${parentId}-${flags}` });
  expect(first).toEqual({
    version: '00',
    trace: traceId,
    parent: expect.stringMatching(/^[0-9a-f]{16}$/),
    flags,
    tracestate: undefined,
  });
  expect(first.parent).not.toBe(parentId);
});

test('two calls of one request have parents of their own', () => {
  const trace = traceContextOf({ headers: {} });
  expect(traceHeaders(trace).traceparent).not.toBe(traceHeaders(trace).traceparent);
});

test('what the caller says in a later version of the header is read as far as it is known', () => {
  expect(passedOn({ traceparent: `cc-${traceId}-${parentId}-01-later` })).toMatchObject({
    version: '00',
    trace: traceId,
    flags: '01',
  });
});

test('tracestate stays as it is', () => {
  const tracestate = 'congo=t61rcWkgMzE,rojo=00f067aa0ba902b7';
  expect(passedOn({ traceparent: `00-${traceId}-${parentId}-01`, tracestate }).tracestate).toBe(tracestate);
});

test.each([
  ['no traceparent', undefined],
  ['an empty one', ''],
  ['a trace id of zeros', `00-${'0'.repeat(32)}-${parentId}-01`],
  ['a parent id of zeros', `00-${traceId}-${'0'.repeat(16)}-01`],
  ['a version that may not be', `ff-${traceId}-${parentId}-01`],
  ['more than this version has', `00-${traceId}-${parentId}-01-more`],
  ['capitals', `00-${traceId.toUpperCase()}-${parentId}-01`],
  ['one that is too short', `00-${traceId.slice(1)}-${parentId}-01`],
  ['two of them', `00-${traceId}-${parentId}-01, 00-${traceId}-${parentId}-01`],
])('%s begins a trace that is not sampled, without the tracestate of another', (_, traceparent) => {
  const given = { ...(traceparent !== undefined && { traceparent }), tracestate: 'congo=1' };
  const { trace, flags, tracestate } = passedOn(given);
  expect(trace).toMatch(/^(?!0{32})[0-9a-f]{32}$/);
  expect(trace).not.toBe(traceId);
  expect({ flags, tracestate }).toEqual({ flags: '00', tracestate: undefined });
});

test.each(['=1', 'NO=1', 'x'.repeat(600)])('a tracestate of %j, which cannot be read, is dropped', (tracestate) => {
  expect(passedOn({ traceparent: `00-${traceId}-${parentId}-01`, tracestate }).tracestate).toBeUndefined();
});
