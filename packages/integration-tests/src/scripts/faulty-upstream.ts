// Runs in a container of its own, in front of the real upstream. A call's request id says what goes wrong with it,
// `<fault>:<anything>`, so that calls cannot disturb each other; a second port tells what became of them.
import { EventEmitter, once } from 'node:events';
import { type IncomingHttpHeaders, type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import { Readable } from 'node:stream';

const { PORT, CONTROL_PORT, ORIGIN = '', SECRET = '' } = process.env;

type Fault = (response: ServerResponse, request: IncomingMessage) => unknown;

const json = { 'content-type': 'application/json' };
const half = `[{"half":"${SECRET}",`;

const faults = {
  /** The real upstream's answer, as it is. */
  none: async (response, { url = '' }) => {
    const answer = await fetch(`${ORIGIN}${url}`);
    response.writeHead(answer.status, json).end(await answer.text());
  },
  // What the client has to give up by itself: it ends in no other way.
  silent: () => undefined,
  'head-only': (response) => response.writeHead(200, json).flushHeaders(),
  'stalls-in-body': (response) => response.writeHead(200, json).write(half),
  'drips-for-ever': (response) => {
    response.writeHead(200, json).write('[');
    const drip = setInterval(() => response.write(' '), 20);
    response.on('close', () => clearInterval(drip));
  },
  'endless-body': (response) => {
    const items = Array.from({ length: 1000 }, () => `"${SECRET}",`).join('');
    const endless = Readable.from(
      (function* () {
        yield '[';
        for (;;) yield items;
      })(),
    );
    response.on('close', () => endless.destroy());
    endless.pipe(response.writeHead(200, json));
  },
  'status-500': (response) => response.writeHead(500).end(SECRET),
  'status-404': (response) => response.writeHead(404, json).end(JSON.stringify({ detail: SECRET })),
  'status-503-retry-after': (response) => response.writeHead(503, { 'retry-after': '1' }).end(SECRET),
  redirect: (response) => response.writeHead(302, { location: `/${SECRET}` }).end(SECRET),
  html: (response) => response.writeHead(200, { 'content-type': 'text/html' }).end(`<h1>${SECRET}</h1>`),
  'wrong-shape': (response) => response.writeHead(200, json).end(JSON.stringify(SECRET)),
  empty: (response) => response.writeHead(200, json).end(),
  'reset-before-answer': (response) => response.socket?.resetAndDestroy(),
  'reset-in-body': (response) => response.writeHead(200, json).write(half, () => response.socket?.resetAndDestroy()),
  'chunks-without-end': (response) => response.writeHead(200, json).write(half, () => response.socket?.end()),
  'content-length-too-large': (response) =>
    response.writeHead(200, { ...json, 'content-length': 1000 }).write(half, () => response.socket?.end()),
  'content-length-too-small': (response) =>
    response.socket?.end(`HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\n[\n\n\n]${SECRET}`),
  'not-http': (response) => response.socket?.end(`SSH-2.0-${SECRET}\r\n`),
} satisfies Record<string, Fault>;

export type FaultName = keyof typeof faults;

/** A call as the upstream saw it. */
export interface SeenCall {
  readonly headers: IncomingHttpHeaders;
  /** `gone`: the connection was closed before the answer was whole. */
  state: 'open' | 'answered' | 'gone';
}

const calls = new Map<string, SeenCall[]>();
const changes = new EventEmitter().setMaxListeners(0);

createServer((request, response) => {
  const id = String(request.headers['x-request-id']);
  const call: SeenCall = { headers: request.headers, state: 'open' };
  calls.set(id, [...(calls.get(id) ?? []), call]);
  response.on('close', () => {
    call.state = response.writableFinished ? 'answered' : 'gone';
    changes.emit('change');
  });
  changes.emit('change');
  const [fault = ''] = id.split(':');
  (faults as Record<string, Fault>)[fault]?.(response, request);
}).listen(Number(PORT), () => console.log('listening'));

const waits: Record<string, (seen: readonly SeenCall[]) => boolean> = {
  now: () => true,
  arrived: (seen) => seen.length > 0,
  ended: (seen) => seen.length > 0 && seen.every(({ state }) => state !== 'open'),
};

/** `GET /<now|arrived|ended>/<request id>`: the calls with that id, as soon as it is so. */
async function answerControl({ url = '' }: IncomingMessage, response: ServerResponse): Promise<void> {
  const [, wait = '', id = ''] = url.split('/');
  const isSo = waits[wait] ?? waits.now;
  while (!isSo?.(calls.get(id) ?? [])) await once(changes, 'change');
  response.writeHead(200, json).end(JSON.stringify(calls.get(id) ?? []));
}

createServer((request, response) => void answerControl(request, response)).listen(Number(CONTROL_PORT));
