import { services } from '@eks-practice/catalogue/services';
import { users } from '@eks-practice/contracts/users';
import { isFreePort } from '@eks-practice/machine/network/free-port';
import { run } from '@eks-practice/machine/run';
import { RepositoryCopy } from '@eks-practice/machine/testing/repository-copy';
import { afterAll, beforeAll, expect, test } from '@jest/globals';

// `eks-practice dev` as a developer uses it, in a copy of the repository: start, edit, mend, Ctrl-C.

const minutes = 60_000;
const ports = services.flatMap(({ port, adminPort }) => [port, adminPort]);
const source = 'packages/user-api/src/users/users.controller.ts';

let copy: RepositoryCopy;
let offset: number;
let ended: Promise<{ exitCode: number }>;
let stop: AbortController;
const printed: string[] = [];
let told = (): void => undefined;

async function freeOffset(): Promise<number> {
  for (let candidate = 20_000; ; candidate += 10) {
    const free = await Promise.all(ports.map((port) => isFreePort(port + candidate)));
    if (free.every(Boolean)) return candidate;
  }
}

async function news(): Promise<false> {
  await new Promise<void>((resolve) => (told = resolve));
  return false;
}

/** Waits for a line that was not there before. */
async function line(pattern: RegExp, from: number): Promise<void> {
  for (;;) {
    if (printed.slice(from).some((text) => pattern.test(text))) return;
    const isOver = await Promise.race([news(), ended.then(() => true)]);
    if (isOver) throw new Error(`dev has ended without "${pattern}":\n${printed.join('\n')}`);
  }
}

/** What the entry service answers. */
async function answer(): Promise<Response> {
  const { port, path } = services.find((service) => service.public) ?? { port: 0, path: '' };
  return fetch(`http://127.0.0.1:${port + offset}${path}`);
}

beforeAll(async () => {
  copy = await RepositoryCopy.make();
  offset = await freeOffset();
  stop = new AbortController();
  ended = run(process.execPath, [copy.path('packages/cli/bin/launch.cjs'), 'dev', '--port-offset', String(offset)], {
    cwd: copy.root,
    // Jest's own flags are not for the tool.
    env: { NODE_OPTIONS: '', NO_COLOR: '1', FORCE_COLOR: '0' },
    signal: stop.signal,
    stopSignal: 'SIGINT',
    acceptFailure: true,
    onLine: (text) => {
      printed.push(text);
      told();
    },
  });
}, 2 * minutes);

afterAll(async () => {
  stop.abort();
  await ended;
  await copy[Symbol.asyncDispose]();
}, minutes);

test(
  'every service runs from source and finds those that it calls',
  async () => {
    await line(/^Ready after/, 0);
    const response = await answer();
    expect(response.status).toBe(200);
    expect(users.safeParse(await response.json()).success).toBe(true);
    for (const { port } of services)
      expect((await fetch(`http://127.0.0.1:${port + offset}/docs`)).headers.get('content-type')).toMatch('text/html');
  },
  2 * minutes,
);

test(
  'an edit is served; one that cannot be built is told by file and line, and what ran before runs on',
  async () => {
    const before = await copy.read(source);
    const broken = printed.length;
    await copy.edit(source, (text) => `${text}\nconst = 1;\n`);
    await line(/user-api +│ ✖ cannot be built; what ran before runs on/, broken);
    await line(/users\.controller\.ts:\d+/, broken);
    expect((await answer()).status).toBe(200);
    const mended = printed.length;
    await copy.edit(source, () => `${before}\nconsole.log('edited');\n`);
    await line(/user-api +│ edited/, mended);
    await line(/user-api +│ ✔ ready/, mended);
    expect((await answer()).status).toBe(200);
  },
  2 * minutes,
);

test(
  'taken ports are all named, and nothing is started',
  async () => {
    const args = [copy.path('packages/cli/bin/launch.cjs'), 'dev', '--port-offset', String(offset)];
    const second = await run(process.execPath, args, { env: { NODE_OPTIONS: '' }, acceptFailure: true });
    expect(second.exitCode).toBe(2);
    for (const port of ports) expect(second.output).toContain(`- ${port + offset}, `);
  },
  minutes,
);

test(
  'one Ctrl-C stops all',
  async () => {
    stop.abort();
    expect(await ended).toMatchObject({ exitCode: 0 });
    expect(await Promise.all(ports.map((port) => isFreePort(port + offset)))).not.toContain(false);
  },
  minutes,
);
