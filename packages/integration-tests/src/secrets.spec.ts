import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { bundled } from '@eks-practice/images/bundle';
import { isFreePort } from '@eks-practice/machine/network/free-port';
import { run } from '@eks-practice/machine/run';
import { afterAll, beforeAll, expect, test } from '@jest/globals';

// What others trust a service with, it keeps to itself: api as it is in its image, at the level that logs the most.

const secret = 'hunter2-do-not-log-me';

let folder: string;
let bundle: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'secrets-'));
  bundle = path.join(folder, 'main.mjs');
  await writeFile(bundle, await bundled('api'));
}, 60_000);
afterAll(() => rm(folder, { recursive: true }));

async function freePorts(count: number): Promise<number[]> {
  const found: number[] = [];
  for (let port = 23_000; found.length < count; port += 1) if (await isFreePort(port)) found.push(port);
  return found;
}

/** Runs api without a user-api while `use` lasts. @returns all that it printed */
async function printedWhile(use: (port: number) => Promise<void>): Promise<string> {
  const [port = 0, admin = 0, nobody = 0] = await freePorts(3);
  const listening = Promise.withResolvers<undefined>();
  const stop = new AbortController();
  const ended = run(process.execPath, [bundle], {
    env: {
      NODE_OPTIONS: '',
      LOG_LEVEL: 'trace',
      LISTEN_ADDRESS: '127.0.0.1',
      PORT: String(port),
      ADMIN_PORT: String(admin),
      USER_API_HOST: `127.0.0.1:${nobody}`,
    },
    signal: stop.signal,
    acceptFailure: true,
    onLine: (line) => line.includes('listening on port') && listening.resolve(undefined),
  });
  try {
    await Promise.race([listening.promise, ended]);
    await use(port);
  } finally {
    stop.abort();
  }
  return (await ended).output;
}

test('whatever a request carries, in whatever way, is not in the logs', async () => {
  const output = await printedWhile(async (port) => {
    const base = `http://127.0.0.1:${port}`;
    const headers = { authorization: `Bearer ${secret}`, cookie: `session=${secret}`, 'x-api-key': secret };
    for (const url of ['/users', '/users?count=1', `/users?token=${secret}`, `/nowhere?api_key=${secret}`]) {
      await (await fetch(base + url, { headers })).arrayBuffer();
    }
    const body = JSON.stringify({ password: secret });
    for (const type of ['application/json', 'text/plain']) {
      await (await fetch(`${base}/users`, { method: 'POST', body, headers: { 'content-type': type } })).arrayBuffer();
    }
    for (const line of [
      `GET http://user:${secret}@api/users?x HTTP/1.1\r\nhost: a`,
      `GET /%?${secret} HTTP/1.1\r\nhost: a`,
      secret,
    ]) {
      const socket = connect(port, '127.0.0.1');
      socket.write(`${line}\r\nconnection: close\r\n\r\n`);
      await text(socket);
    }
  });
  // Else nothing was logged, and all of this shows nothing.
  expect(output).toContain('"url":"/users","status":503');
  expect(output).toContain('"url":"/nowhere","status":404');
  expect(output).not.toContain(secret);
}, 60_000);

test('a setting that is wrong is named without its value', async () => {
  const variables = ['LOG_LEVEL', 'PORT', 'ADMIN_PORT', 'LISTEN_ADDRESS', 'DRAIN_SECONDS', 'OPENAPI_UI'];
  const ofUpstreams = { UPSTREAM_DEADLINE_MS: secret, USER_API_HOST: `http://user:${secret}@host` };
  const env = {
    ...Object.fromEntries(variables.map((name) => [name, secret])),
    ...ofUpstreams,
    POD_NAME: `a ${secret}`,
  };
  const { exitCode, output } = await run(process.execPath, [bundle], {
    env: { NODE_OPTIONS: '', ...env },
    acceptFailure: true,
  });
  expect(exitCode).toBe(2);
  for (const name of Object.keys(env)) expect(output).toContain(`- ${name}: `);
  expect(output).not.toContain(secret);
}, 60_000);
