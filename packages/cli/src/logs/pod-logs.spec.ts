import { type Server, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CoreV1Api, KubeConfig, Log } from '@kubernetes/client-node';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { type PodSelection, followPodLogs, readPodLogs } from './pod-logs.ts';

// An API server that has the pods and their logs which the test gives it.
jest.setTimeout(60_000);

let server: Server;
let pods: PodSelection;
/** By pod: what it has logged, and the answers that wait for more. */
let logs: Map<string, { lines: string[]; followers: ServerResponse[] }>;
let requested: URL[];
let read: string[];
let onRead: () => void;

const at = (second: number): string => `2026-01-02T03:04:${String(second).padStart(2, '0')}.000000000Z`;

function start(pod: string, ...lines: string[]): void {
  logs.set(pod, { lines, followers: [] });
}

function write(pod: string, line: string): void {
  const log = logs.get(pod);
  log?.lines.push(line);
  for (const follower of log?.followers ?? []) follower.write(`${line}\n`);
}

function cut(pod: string): void {
  for (const follower of logs.get(pod)?.followers.splice(0) ?? []) follower.destroy();
}

async function untilRead(count: number): Promise<void> {
  while (read.length < count) await new Promise<void>((resolve) => (onRead = resolve));
}

const onLine = (pod: string, { text }: { text: string }): void => {
  read.push(`${pod}: ${text}`);
  onRead();
};

function answer(url: URL, response: ServerResponse): void {
  const pod = /\/pods\/([^/]+)\/log$/.exec(url.pathname)?.[1];
  if (pod === undefined) {
    const items = [...logs.keys()].map((name) => ({ metadata: { name }, spec: { containers: [{ name: 'main' }] } }));
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ items }));
    return;
  }
  requested.push(url);
  const log = logs.get(pod);
  if (!log || log.lines[0] === undefined) {
    response.writeHead(400).end('{}');
    return;
  }
  response.writeHead(200);
  response.write(log.lines.map((line) => `${line}\n`).join(''));
  if (url.searchParams.get('follow') === 'true') log.followers.push(response);
  else response.end();
}

beforeEach(async () => {
  logs = new Map();
  requested = [];
  read = [];
  onRead = () => undefined;
  server = createServer(({ url = '' }, response) => answer(new URL(url, 'http://api'), response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const config = new KubeConfig();
  const { port } = server.address() as AddressInfo;
  const cluster = { name: 'c', server: `http://127.0.0.1:${port}`, skipTLSVerify: true };
  config.loadFromClusterAndUser(cluster, { name: 'u' });
  const client = { core: config.makeApiClient(CoreV1Api), log: new Log(config) };
  pods = { client, namespace: 'local', labelSelector: 'app=shop' };
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

test('the logs of all pods come in the order of time', async () => {
  start('a', `${at(1)} first`, `${at(4)} fourth`);
  start('b', `${at(2)} second`, `${at(3)} thi rd`);
  expect(await readPodLogs(pods, { tailLines: 5 }, onLine)).toBe(2);
  expect(read).toEqual(['a: first', 'b: second', 'b: thi rd', 'a: fourth']);
  expect(requested[0]?.searchParams.get('tailLines')).toBe('5');
});

test('a container that has no log is passed over, and not counted', async () => {
  start('waiting');
  start('a', `${at(1)} first`);
  expect(await readPodLogs(pods, {}, onLine)).toBe(1);
  expect(read).toEqual(['a: first']);
});

test('pods that come while following are read from their first line, and Ctrl-C ends it', async () => {
  start('a', `${at(1)} first`);
  const stop = new AbortController();
  const followed = followPodLogs(pods, { tailLines: 1 }, onLine, stop.signal);
  await untilRead(1);
  write('a', `${at(2)} second`);
  await untilRead(2);
  start('b', `${at(3)} third`);
  await untilRead(3);
  expect(read).toEqual(['a: first', 'a: second', 'b: third']);
  expect(requested.map(({ searchParams }) => searchParams.get('tailLines'))).toEqual(['1', null]);
  stop.abort();
  await followed;
});

test('after a connection that broke nothing is lost and nothing comes twice', async () => {
  start('a', `${at(1)} first`);
  const stop = new AbortController();
  const followed = followPodLogs(pods, {}, onLine, stop.signal);
  await untilRead(1);
  cut('a');
  write('a', `${at(2)} second`);
  await untilRead(2);
  expect(read).toEqual(['a: first', 'a: second']);
  expect(requested.at(-1)?.searchParams.get('sinceTime')).toBe(at(1));
  stop.abort();
  await followed;
});

test('a cluster that goes away while it is followed is said to be gone', async () => {
  start('a', `${at(1)} first`);
  const followed = followPodLogs(pods, {}, onLine, new AbortController().signal);
  followed.catch(() => undefined);
  await untilRead(1);
  server.close();
  server.closeAllConnections();
  await expect(followed).rejects.toMatchObject({ code: 'cluster-gone' });
});

test('following ends with the last pod', async () => {
  start('a', `${at(1)} first`);
  const followed = followPodLogs(pods, {}, onLine, new AbortController().signal);
  await untilRead(1);
  cut('a');
  logs.clear();
  await followed;
  expect(read).toEqual(['a: first']);
});
