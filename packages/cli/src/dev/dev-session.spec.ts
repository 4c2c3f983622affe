import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { BundleWatch } from '@eks-practice/images/watch-bundle';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { isFreePort } from '@eks-practice/machine/network/free-port';
import { runDevSession } from './dev-session.ts';
import type { DevPlan } from './plan.ts';
import type { ServiceEvent } from './service-event.ts';

// Real processes, of bundles that the test writes; only the bundler is played by the test.
jest.setTimeout(60_000);

let directory: string;
let plan: DevPlan;
let stop: AbortController;
let session: Promise<void>;
let watched: BundleWatch;
let events: ServiceEvent[];
let allReady: number;
let told: () => void;

/** A service that says which version of it answers, and leaves at SIGINT as the real ones do. */
const answering = (version: string): string => `
  import { createServer } from 'node:http';
  const answer = (_, response) => response.end('${version}');
  const servers = [process.env.PORT, process.env.ADMIN_PORT].map((port) => createServer(answer).listen(port, '127.0.0.1'));
  process.on('SIGINT', () => servers.forEach((server) => server.close().closeAllConnections()));
`;

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function until(so: () => boolean): Promise<void> {
  while (!so()) await new Promise<void>((resolve) => (told = resolve));
}

const count = (kind: ServiceEvent['kind']): number => events.filter((event) => event.kind === kind).length;

async function build(source: string): Promise<void> {
  const bundle = path.join(directory, 'main.mjs');
  await writeFile(bundle, source);
  watched.onBuilt(bundle);
}

const answer = async (): Promise<string> => (await fetch(plan.url)).text();

beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'dev-session-'));
  const [port, adminPort] = [await freePort(), await freePort()];
  const environment = { PORT: String(port), ADMIN_PORT: String(adminPort) };
  plan = { name: 'shop', port, adminPort, url: `http://127.0.0.1:${port}/`, docs: '', environment };
  stop = new AbortController();
  events = [];
  allReady = 0;
  told = () => undefined;
  session = runDevSession({
    plans: [plan],
    watch: async (_, watch) => {
      watched = watch;
      await new Promise((resolve) => watch.signal.addEventListener('abort', resolve));
    },
    tell: (_, event) => {
      events.push(event);
      told();
    },
    onAllReady: () => allReady++,
    signal: stop.signal,
  });
});

afterEach(async () => {
  stop.abort();
  await session;
  await rm(directory, { recursive: true });
});

test('a change takes the place of what runs, and the end of the session leaves nothing', async () => {
  await build(answering('first'));
  await until(() => count('ready') === 1);
  expect(await answer()).toBe('first');
  await build(answering('second'));
  await until(() => count('ready') === 2);
  expect(await answer()).toBe('second');
  stop.abort();
  await session;
  expect([await isFreePort(plan.port), await isFreePort(plan.adminPort)]).toEqual([true, true]);
  expect({ ended: count('ended'), allReady }).toEqual({ ended: 0, allReady: 1 });
});

test('of several changes at once the last one runs', async () => {
  await build(answering('first'));
  await build(answering('second'));
  await build(answering('third'));
  await until(() => count('ready') > 0);
  expect(await answer()).toBe('third');
});

test('what cannot be bundled leaves the last good one running', async () => {
  watched.onError('main.ts:1:1: ERROR: no');
  expect(events).toEqual([{ kind: 'broken', errors: 'main.ts:1:1: ERROR: no', runsOn: false }]);
  await build(answering('good'));
  await until(() => count('ready') === 1);
  watched.onError('main.ts:2:2: ERROR: no');
  expect(events.at(-1)).toMatchObject({ kind: 'broken', runsOn: true });
  expect(await answer()).toBe('good');
});

test('a service that ends of itself is reported with what it said, and the next change starts it', async () => {
  await build(`console.error('no database'); process.exit(3);`);
  await until(() => count('ended') === 1);
  expect(events).toEqual([
    { kind: 'printed', line: 'no database' },
    { kind: 'ended', exitCode: 3 },
  ]);
  await build(answering('mended'));
  await until(() => count('ready') === 1);
  expect(await answer()).toBe('mended');
});
