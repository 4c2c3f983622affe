import { mkdir, mkdtemp, readFile, readdir, readlink, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createRunDirectory, createRunOfSeries, pointLatest, writeWhole } from './run-directory.ts';

let results: string;
beforeEach(async () => {
  results = path.join(await mkdtemp(path.join(tmpdir(), 'a run directory-')), 'results');
});
afterEach(() => rm(path.dirname(results), { recursive: true }));

const noon = new Date('2026-11-22T12:00:00.123Z');

test('a run has a folder of its own, even if another began in the same second', async () => {
  const [first, second] = [
    await createRunDirectory(results, 'load', noon),
    await createRunDirectory(results, 'load', noon),
  ];
  expect(path.basename(first)).toBe('2026-11-22T12-00-00-load');
  expect(path.basename(second)).toBe('2026-11-22T12-00-00-load-2');
  expect((await stat(second)).isDirectory()).toBe(true);
});

test('latest follows the runs, by a link that can be moved with them', async () => {
  for (const scenario of ['smoke', 'load'] as const) {
    await pointLatest(await createRunDirectory(results, scenario, noon));
    expect(await readlink(path.join(results, 'latest'))).toBe(`2026-11-22T12-00-00-${scenario}`);
  }
  const series = await createRunDirectory(results, 'load', noon, 5);
  await pointLatest(await createRunOfSeries(series, 1), results);
  expect(await readlink(path.join(results, 'latest'))).toBe('2026-11-22T12-00-00-load-x5/run-1');
});

test('a folder that cannot be made is named', async () => {
  await writeFile(results, 'a file');
  await expect(createRunDirectory(results, 'load', noon)).rejects.toMatchObject({
    code: 'results-not-writable',
    message: expect.stringContaining(results),
  });
});

test('something else than a link in the place of latest is found before the run, not after it', async () => {
  await mkdir(path.join(results, 'latest'), { recursive: true });
  await expect(createRunDirectory(results, 'load', noon)).rejects.toMatchObject({
    code: 'results-not-writable',
    message: expect.stringContaining(path.join(results, 'latest')),
  });
  expect(await readdir(results)).toEqual(['latest']);
});

test('files are written whole', async () => {
  const directory = await createRunDirectory(results, 'load', noon);
  await writeWhole(directory, { 'report.json': '{}', 'report.html': '<p>' });
  expect(await readFile(path.join(directory, 'report.json'), 'utf8')).toBe('{}');
  expect((await readdir(directory)).sort()).toEqual(['report.html', 'report.json']);
});

test('where one file cannot be written, none is there', async () => {
  const directory = await createRunDirectory(results, 'load', noon);
  // In the way of what the second file is called until it is whole.
  await mkdir(path.join(directory, `report.html.${process.pid}.partial`));
  const writing = writeWhole(directory, { 'report.json': '{}', 'report.html': '<p>' });
  await expect(writing).rejects.toMatchObject({ code: 'results-not-writable' });
  expect(await readdir(directory)).not.toContain('report.json');
});
