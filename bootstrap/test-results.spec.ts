import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { collectResults, forgetResults, summarize } from './test-results.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'test-results-'));
});
afterEach(() => rm(root, { recursive: true }));

async function jestWrote(suite: string, counts: object): Promise<void> {
  const directory = path.join(root, 'packages/api/dist/test-results');
  await mkdir(directory, { recursive: true });
  const none = {
    numPassedTests: 0,
    numFailedTests: 0,
    numPendingTests: 0,
    numTodoTests: 0,
    numRuntimeErrorTestSuites: 0,
  };
  await writeFile(path.join(directory, `${suite}.json`), JSON.stringify({ ...none, ...counts }));
}

test('counts come from what Jest wrote, and a file that broke is a failure', async () => {
  await jestWrote('unit', { numPassedTests: 3, numTodoTests: 1 });
  await jestWrote('e2e', { numRuntimeErrorTestSuites: 1 });
  expect(await collectResults(root)).toEqual([
    { suite: 'packages/api e2e', passed: 0, failed: 1, skipped: 0 },
    { suite: 'packages/api unit', passed: 3, failed: 0, skipped: 1 },
  ]);
});

test('what an earlier run wrote is forgotten', async () => {
  await jestWrote('unit', { numPassedTests: 3 });
  await forgetResults(root);
  expect(await collectResults(root)).toEqual([]);
});

const suite = { suite: 'packages/api unit', passed: 3, failed: 0, skipped: 0 };

test.each([
  { results: [suite], phases: { unit: true }, line: '3 passed, 0 failed' },
  { results: [{ ...suite, failed: 2 }], phases: { unit: false }, line: '3 passed, 2 failed' },
  { results: [suite], phases: { unit: false }, line: '3 passed, 1 failed' },
  { results: [{ ...suite, skipped: 1 }], phases: { unit: true }, line: '3 passed, 0 failed, 1 skipped' },
])('the last line is "$line"', ({ results, phases, line }) => {
  expect(summarize(results, phases).split('\n').at(-1)).toBe(line);
});
