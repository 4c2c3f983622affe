import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtemp, readFile, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { goToolchain, moduleProxy, toolchainFor } from './go-toolchain.ts';

/** The zip of a module `golang.org/toolchain@v0.0.1-go9.linux-amd64` with three files. */
const zip = Buffer.from(
  'UEsDBBQAAAAIAAAAIQAk6GoxFQAAABMAAAAyAAAAZ29sYW5nLm9yZy90b29sY2hhaW5AdjAuMC4xLWdvOS5saW51eC1hbWQ2NC9iaW4vZ29TVtRPyszTL87gSk3OyFdIz7fkAgBQSwMEFAAAAAgAAAAhAE1lzCsNAAAACwAAADcAAABnb2xhbmcub3JnL3Rvb2xjaGFpbkB2MC4wLjEtZ285LmxpbnV4LWFtZDY0L3NyYy9fZ28ubW9ky81PKc1JVSguSeECAFBLAwQUAAAACAAAACEAH/hvKgYAAAAEAAAAMwAAAGdvbGFuZy5vcmcvdG9vbGNoYWluQHYwLjAuMS1nbzkubGludXgtYW1kNjQvVkVSU0lPTkvPt+QCAFBLAQIUAxQAAAAIAAAAIQAk6GoxFQAAABMAAAAyAAAAAAAAAAAAAACAAQAAAABnb2xhbmcub3JnL3Rvb2xjaGFpbkB2MC4wLjEtZ285LmxpbnV4LWFtZDY0L2Jpbi9nb1BLAQIUAxQAAAAIAAAAIQBNZcwrDQAAAAsAAAA3AAAAAAAAAAAAAACAAWUAAABnb2xhbmcub3JnL3Rvb2xjaGFpbkB2MC4wLjEtZ285LmxpbnV4LWFtZDY0L3NyYy9fZ28ubW9kUEsBAhQDFAAAAAgAAAAhAB/4byoGAAAABAAAADMAAAAAAAAAAAAAAIABxwAAAGdvbGFuZy5vcmcvdG9vbGNoYWluQHYwLjAuMS1nbzkubGludXgtYW1kNjQvVkVSU0lPTlBLBQYAAAAAAwADACYBAAAeAQAAAAA=',
  'base64',
);
/** Its checksum, by another program. */
const sum = 'h1:YOObW+QeasYMpK+Ni1DFALWd5lc906Q9yhROaGu9X0o=';
const name = 'go9.linux-amd64';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'go toolchain '));
});
afterEach(() => rm(directory, { recursive: true }));

/** Fetches from a proxy that answers so, and tells what it was asked for. */
async function fetchFrom(status: number, body: Buffer, wanted = sum, times = 1) {
  const asked: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url);
    response.writeHead(status).end(body);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const before = process.env.GOPROXY;
  process.env.GOPROXY = `http://127.0.0.1:${(server.address() as AddressInfo).port}/go/,direct`;
  try {
    const fetched = Array.from({ length: times }, () => goToolchain({ name, sum: wanted }, () => undefined, directory));
    return { go: (await Promise.all(fetched))[0] as string, asked };
  } finally {
    if (before === undefined) delete process.env.GOPROXY;
    else process.env.GOPROXY = before;
    server.close();
  }
}

test('a Go is unpacked as an installation, once, and nothing else is left', async () => {
  const { go, asked } = await fetchFrom(200, zip, sum, 2);
  expect(asked).toEqual(['/go/golang.org/toolchain/@v/v0.0.1-go9.linux-amd64.zip']);
  expect((await stat(go)).mode & 0o777).toBe(0o755);
  expect(await readFile(path.join(go, '../../src/go.mod'), 'utf8')).toBe('module std\n');
  expect(await readdir(path.join(directory, 'go'))).toHaveLength(1);
  const { asked: again } = await fetchFrom(500, zip);
  expect(again).toEqual([]);
});

test.each([
  { why: 'another content', status: 200, wanted: sum.replace('h1:', 'h1:A'), says: /has the checksum h1:/ },
  { why: 'none', status: 404, wanted: sum, says: /answers with status 404/ },
])('$why is refused, and leaves nothing', async ({ status, wanted, says }) => {
  await expect(fetchFrom(status, zip, wanted)).rejects.toMatchObject({
    code: 'go-not-fetched',
    message: expect.stringMatching(says),
  });
  expect(await readdir(path.join(directory, 'go'))).toEqual([]);
});

test('a proxy that is not there is told with its address', async () => {
  const before = process.env.GOPROXY;
  process.env.GOPROXY = 'http://127.0.0.1:9';
  const fetched = goToolchain({ name, sum }, () => undefined, directory);
  await expect(fetched).rejects.toMatchObject({
    code: 'go-not-fetched',
    message: expect.stringContaining('http://127.0.0.1:9/'),
  });
  if (before === undefined) delete process.env.GOPROXY;
  else process.env.GOPROXY = before;
});

test.each([
  ['', 'https://proxy.golang.org'],
  ['direct|https://goproxy.example/api/go/,off', 'https://goproxy.example/api/go'],
  ['off', undefined],
])('GOPROXY=%s means %s', (list, proxy) => {
  expect(moduleProxy(list)).toBe(proxy);
});

test('each kind of machine that is supported has one, and others are told apart', () => {
  expect(toolchainFor('linux', 'x64')?.name).toMatch(/^go1\.\d+\.\d+\.linux-amd64$/);
  expect(toolchainFor('darwin', 'arm64')?.name).toMatch(/^go1\.\d+\.\d+\.darwin-arm64$/);
  expect(toolchainFor('win32', 'x64')).toBeUndefined();
});
