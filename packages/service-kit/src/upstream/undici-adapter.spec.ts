import { afterEach, beforeEach, expect, test } from '@jest/globals';
import axios from 'axios';
import type { Dispatcher } from 'undici';
import { Caller } from '../http/caller.ts';
import { closingResponse } from '../testing/closing-response.ts';
import { CallLimit } from './call-limit.ts';
import { undiciAdapter } from './undici-adapter.ts';

type Handler = Required<Dispatcher.DispatchHandler>;

let limits: DisposableStack;
beforeEach(() => {
  limits = new DisposableStack();
});
afterEach(() => limits.dispose());

/** A caller that leaves when the test says so. */
function leavingCaller() {
  const response = closingResponse();
  return { caller: new Caller(response), leave: () => response.emit('close') };
}

/** A call over connections that do what the test does, and what was dispatched for it. */
function call({ caller } = leavingCaller()) {
  const dispatched: { options: Dispatcher.DispatchOptions; handler: Handler }[] = [];
  const dispatch: Dispatcher['dispatch'] = (options, handler) =>
    dispatched.push({ options, handler: handler as Handler }) > 0;
  const limit = limits.use(new CallLimit(60_000, caller));
  const adapter = undiciAdapter({ dispatch }, { headers: { 'x-request-id': 'req-1' }, limit });
  const client = axios.create({ adapter });
  client.interceptors.request.use((config) => Object.assign(config, { headers: config.headers.set('x-more', '1') }));
  return { answer: client.request<string>({ url: '/things?n=5' }), dispatched };
}

/** Of a connection that remembers whether it was given up. */
function controller() {
  const aborted: Error[] = [];
  const fake = { abort: (reason: Error) => void aborted.push(reason) } as unknown as Dispatcher.DispatchController;
  return { fake, aborted };
}

const nextTurn = () => new Promise(setImmediate);

test('a call is sent with its path, its headers, those of every call and those of an interceptor', async () => {
  const { answer, dispatched } = call();
  await nextTurn();
  const options = dispatched[0]?.options;
  const handler = dispatched[0]?.handler;
  const { fake } = controller();
  handler?.onRequestStart(fake, null);
  handler?.onResponseStart(fake, 200, {});
  handler?.onResponseEnd(fake, {});
  expect(options).toMatchObject({ method: 'GET', path: '/things?n=5' });
  const ofEveryCall = ['accept', 'application/json', 'accept-encoding', 'identity'];
  expect(options?.headers).toEqual(expect.arrayContaining([...ofEveryCall, 'x-request-id', 'req-1', 'x-more', '1']));
  expect(await answer).toMatchObject({ status: 200 });
});

test.each([
  [103, 0],
  [200, 0],
  [204, 1],
  [404, 1],
  [503, 1],
])('with status %i, %i connection is given up', async (status, times) => {
  const { answer, dispatched } = call();
  await nextTurn();
  const handler = dispatched[0]?.handler;
  const { fake, aborted } = controller();
  handler?.onRequestStart(fake, null);
  handler?.onResponseStart(fake, status, {});
  if (aborted[0]) handler?.onResponseError(fake, aborted[0]);
  else handler?.onResponseEnd(fake, {});
  expect(await answer).toMatchObject({ status, data: '' });
  expect(aborted).toHaveLength(times);
});

test('a character that is cut in two by the network is whole again', async () => {
  const { answer, dispatched } = call();
  await nextTurn();
  const handler = dispatched[0]?.handler;
  const { fake } = controller();
  handler?.onResponseStart(fake, 200, {});
  const bytes = Buffer.from('[ü]');
  for (const part of [bytes.subarray(0, 2), bytes.subarray(2)]) handler?.onResponseData(fake, part);
  handler?.onResponseEnd(fake, {});
  expect((await answer).data).toBe('[ü]');
});

test('a call that is given up on its way gives its connection up too', async () => {
  const caller = leavingCaller();
  const { answer, dispatched } = call(caller);
  await nextTurn();
  const { fake, aborted } = controller();
  dispatched[0]?.handler.onRequestStart(fake, null);
  caller.leave();
  await expect(answer).rejects.toMatchObject({ code: 'ERR_CANCELED' });
  expect(aborted).toHaveLength(1);
});

test('a call whose caller has left before is not made', async () => {
  const caller = leavingCaller();
  caller.leave();
  const { answer, dispatched } = call(caller);
  await expect(answer).rejects.toMatchObject({ code: 'ERR_CANCELED' });
  expect(dispatched).toEqual([]);
});

test('a call that is given up while it waits is answered at once, and its turn costs no connection', async () => {
  const caller = leavingCaller();
  const { answer, dispatched } = call(caller);
  await nextTurn();
  caller.leave();
  await expect(answer).rejects.toMatchObject({ code: 'ERR_CANCELED' });
  const { fake, aborted } = controller();
  expect(() => dispatched[0]?.handler.onRequestStart(fake, null)).toThrow('canceled');
  expect(aborted).toEqual([]);
});

test.each([
  [false, undefined],
  [true, 200],
])('an error of the connection keeps its code, and whether an answer had begun: %s', async (begun, status) => {
  const { answer, dispatched } = call();
  await nextTurn();
  const { fake } = controller();
  if (begun) dispatched[0]?.handler.onResponseStart(fake, 200, {});
  dispatched[0]?.handler.onResponseError(fake, Object.assign(new Error('gone'), { code: 'ECONNRESET' }));
  const error: unknown = await answer.catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ isAxiosError: true, code: 'ECONNRESET', message: 'gone' });
  expect((error as { response?: { status: number } }).response?.status).toBe(status);
});
