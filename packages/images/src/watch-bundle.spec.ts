import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fromRoot } from '@eks-practice/machine/repository';
import { run } from '@eks-practice/machine/run';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { watchBundle } from './watch-bundle.ts';

// A service with nothing of a service in it, outside of the tree that others are reading meanwhile.
let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'watched-'));
  await mkdir(path.join(directory, 'src'));
  stop = new AbortController();
});
let stop: AbortController;
let ended: Promise<void>;
afterEach(async () => {
  stop.abort();
  await ended;
  await rm(directory, { recursive: true });
});

/** At once, as a watch may look at any moment. */
async function write(file: string, text: string): Promise<void> {
  await writeFile(path.join(directory, file), text);
  await rename(path.join(directory, file), path.join(directory, 'src', file));
}

/** Starts the watch; each call of what it returns waits for what the watch tells next. */
function watch(): () => Promise<string> {
  const told: string[] = [];
  let wake = (): void => undefined;
  const tell = (what: string): void => {
    told.push(what);
    wake();
  };
  const service = path.relative(fromRoot('packages'), directory);
  ended = watchBundle(service, { onBuilt: tell, onError: tell, signal: stop.signal });
  return async () => {
    while (told.length === 0) await new Promise<void>((resolve) => (wake = resolve));
    return told.shift() ?? '';
  };
}

test('bundles, again after a change, and keeps the last good bundle while a source is broken', async () => {
  await write('main.ts', `import { word } from './word.ts';\nconsole.log(word);\n`);
  await write('word.ts', `export const word: string = 'one';\n`);
  const next = watch();
  const bundle = await next();
  const says = async (): Promise<string> => (await run(process.execPath, [bundle])).stdout;
  expect(await says()).toBe('one');

  await write('word.ts', `export const word: string = 'two';\n`);
  expect(await next()).toBe(bundle);
  expect(await says()).toBe('two');

  await write('word.ts', `export const word: string =\n  three three;\n`);
  expect(await next()).toMatch(/word\.ts:2/);
  expect(await says()).toBe('two');

  await write('word.ts', `export const word: string = 'four';\n`);
  expect(await next()).toBe(bundle);
  expect(await says()).toBe('four');
}, 20_000);

test('a stack trace names the line of the TypeScript', async () => {
  await write(
    'main.ts',
    `interface Word {\n  readonly text: string;\n}\nthrow new Error('here' satisfies Word['text']);\n`,
  );
  const next = watch();
  const { output } = await run(process.execPath, ['--enable-source-maps', await next()], { acceptFailure: true });
  expect(output).toContain(`${path.join(directory, 'src/main.ts')}:4`);
}, 20_000);

test('a watch that is ended before it began tells nothing', async () => {
  stop.abort();
  const told: string[] = [];
  const tell = (what: string): void => void told.push(what);
  ended = watchBundle('no-such-service', { onBuilt: tell, onError: tell, signal: stop.signal });
  await ended;
  expect(told).toEqual([]);
});
