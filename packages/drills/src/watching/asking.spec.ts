import { type RequestListener, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from '@jest/globals';
import { startAsking } from './asking.ts';

let stop: (() => void) | undefined;
afterEach(() => stop?.());

async function answersOf(listener: RequestListener) {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  stop = () => server.close();
  const asking = startAsking(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, 100);
  while (asking.answers.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
  return asking.stop();
}

test.each<[string, RequestListener, object]>([
  [
    'a good answer, and who gave it',
    (_, response) => response.setHeader('x-served-by', 'api-1').end('[]'),
    { status: 200, servedBy: 'api-1', problemStatus: null },
  ],
  [
    'a problem document',
    (_, response) =>
      response
        .writeHead(503, { 'content-type': 'application/problem+json; charset=utf-8' })
        .end('{"status":503,"detail":"it cannot be reached"}'),
    { status: 503, problemStatus: 503, detail: 'it cannot be reached' },
  ],
  [
    'an error that is none',
    (_, response) => response.writeHead(503).end('{"status":503}'),
    { status: 503, problemStatus: null },
  ],
  ['no answer', (request) => request.socket.resetAndDestroy(), { status: 0, detail: 'ECONNRESET' }],
])('%s', async (_, listener, expected) => {
  expect((await answersOf(listener))[0]).toMatchObject(expected);
});
