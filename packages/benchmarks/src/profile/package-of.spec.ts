import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { build } from 'esbuild';
import { ownerOf, packageOfIn } from './package-of.ts';

let root: string;
let bundle: string;
beforeAll(async () => {
  root = await realpath(await mkdtemp(path.join(tmpdir(), 'package-of-')));
  const sources = {
    'node_modules/@far/away/index.js': 'export function away() { return Math.random(); }',
    'packages/greeter/src/deep/greet.ts': 'export function greet(): number { return Math.random() + 1; }',
    'packages/door/src/main.ts': `
      import { away } from '@far/away';
      import { greet } from '@ours/greeter/deep/greet';
      function open(): number { return greet() + away(); }
      console.log(open());`,
  };
  for (const [file, text] of Object.entries(sources)) {
    await mkdir(path.dirname(path.join(root, file)), { recursive: true });
    await writeFile(path.join(root, file), text);
  }
  // Where the bundles to be profiled are: beside the packages, so that no way to a source goes through packages/.
  bundle = path.join(root, 'packages/benchmarks/dist/bundles/mapped/door.mjs');
  await build({
    absWorkingDir: root,
    entryPoints: ['packages/door/src/main.ts'],
    alias: { '@ours/greeter/deep/greet': path.join(root, 'packages/greeter/src/deep/greet.ts') },
    bundle: true,
    format: 'esm',
    sourcemap: 'inline',
    outfile: bundle,
  });
});
afterAll(() => rm(root, { recursive: true }));

/** Whose a function of the bundle is, as V8 would tell of its place. */
async function ownerOfFunction(name: string): Promise<string> {
  const lines = (await readFile(bundle, 'utf8')).split('\n');
  const lineNumber = lines.findIndex((line) => line.startsWith(`function ${name}(`));
  const columnNumber = `function ${name}`.length;
  return (await packageOfIn(bundle))({ functionName: name, url: `file://${bundle}`, lineNumber, columnNumber });
}

test.each([
  ['greet', 'greeter'],
  ['open', 'door'],
  ['away', '@far/away'],
])('the function %s of a bundle belongs to %s', async (name, owner) => {
  expect(await ownerOfFunction(name)).toBe(owner);
});

test('what is in no file of the bundle is Node or native', async () => {
  const of = await packageOfIn(bundle);
  const frame = { functionName: 'f', lineNumber: 0, columnNumber: 0 };
  expect(of({ ...frame, url: 'node:net' })).toBe('Node.js');
  expect(of({ ...frame, url: '' })).toBe('native code');
  expect(of({ ...frame, url: 'evalmachine' })).toBe('other');
});

test.each([
  ['/a/node_modules/zod/v4/core/parse.js', 'zod'],
  ['/a/node_modules/@nestjs/core/router/execution.js', '@nestjs/core'],
  ['/a/node_modules/b/node_modules/c/index.js', 'c'],
  ['/a/packages/contracts/src/users.ts', 'contracts'],
  ['/a/<define>', 'other'],
])('%s belongs to %s', (source, owner) => {
  expect(ownerOf(source)).toBe(owner);
});
