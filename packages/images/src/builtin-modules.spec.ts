import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { run } from '@eks-practice/machine/run';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { build } from 'esbuild';
import { builtinModulesByRequire } from './builtin-modules.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'bundled-'));
});
afterEach(() => rm(directory, { recursive: true }));

/** What a bundle of this source prints. */
async function printed(source: string, plugins = [builtinModulesByRequire]): Promise<string> {
  const [entry, outfile] = [path.join(directory, 'in.ts'), path.join(directory, 'out.mjs')];
  await writeFile(entry, source);
  const banner = `import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);`;
  const how = { bundle: true, platform: 'node', format: 'esm', logLevel: 'warning' } as const;
  await build({ ...how, entryPoints: [entry], outfile, banner: { js: banner }, plugins });
  return (await run(process.execPath, [outfile])).stdout.trim();
}

const loaded = `import { createServer } from 'node:http';
createServer();
console.log(process.moduleLoadList.filter((name) => name.endsWith('undici/undici')).length);`;

test("a server's bundle does not load the HTTP client that Node has built in", async () => {
  expect(await printed(loaded)).toBe('0');
});

test('as it would by an import', async () => {
  expect(await printed(loaded, [])).toBe('1');
});

test.each([
  [`import { sep } from 'node:path'; console.log(sep);`, '/'],
  [`import path from 'path'; console.log(path.sep);`, '/'],
  [`import * as path from 'node:path/posix'; console.log(path.default.sep, path.sep);`, '/ /'],
  [`import { setTimeout } from 'node:timers/promises'; console.log(await setTimeout(0, 'late'));`, 'late'],
])('%s still works', async (source, says) => {
  expect(await printed(source)).toBe(says);
});
