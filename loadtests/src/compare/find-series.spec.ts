import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { findSeries, requireComparable } from './find-series.ts';
import type { Series } from './series.ts';

let results: string;
beforeEach(async () => {
  results = await mkdtemp(path.join(tmpdir(), 'find-series-'));
});
afterEach(() => rm(results, { recursive: true }));

const run = {
  ...{ folder: 'run-1', verdict: 'pass', delaySeconds: 1, loadSeconds: 90, decisionSeconds: 31 },
  ...{ readySeconds: 35, backAtRestSeconds: 60, p95Ms: 20, p99Ms: 80, failed: 0, dropped: 0 },
} as const;

async function keep(name: string, verdicts: readonly ('pass' | 'invalid')[]): Promise<Series> {
  const kept: Series = {
    ...{ schemaVersion: 1, scenario: 'load', quick: false, stage: 'local', service: 'api', planned: 6, seed: 1 },
    ...{ runs: verdicts.map((verdict) => ({ ...run, verdict })), conditions: {} },
  };
  await mkdir(path.join(results, name, 'run-1'), { recursive: true });
  await writeFile(path.join(results, name, 'series.json'), JSON.stringify(kept));
  return kept;
}

const five = ['pass', 'pass', 'pass', 'pass', 'pass'] as const;

test('a series is found by its name, by its path, by one of its runs, and as the latest', async () => {
  const kept = await keep('noon-load-x5', five);
  await symlink('noon-load-x5/run-1', path.join(results, 'latest'), 'dir');
  const directory = path.join(results, 'noon-load-x5');
  for (const called of ['noon-load-x5', directory, 'noon-load-x5/run-1', 'latest']) {
    expect((await findSeries(results, called)).series).toEqual(kept);
  }
});

test.each([
  ['nowhere', 'no-such-run'],
  ['single', 'no-series'],
  ['broken', 'no-series'],
  ['short', 'too-few-runs'],
  ['invalid', 'too-few-runs'],
])('%s is refused with what to do', async (called, code) => {
  await mkdir(path.join(results, 'single'));
  await keep('broken', five);
  await writeFile(path.join(results, 'broken', 'series.json'), '{"schemaVersion":9}');
  await keep('short', five.slice(1));
  await keep('invalid', [...five.slice(1), 'invalid', 'invalid']);
  await expect(findSeries(results, called)).rejects.toMatchObject({
    code,
    remedy: expect.stringMatching(/loadtests|--runs 5/),
  });
});

const kind = { scenario: 'load', stage: 'local', service: 'api', quick: false };

test.each([{ stage: 'dev' }, { service: 'orders-api' }, { quick: true }, { scenario: 'spike' }])(
  'a series with %j cannot be compared with one without',
  (other) => {
    expect(() => requireComparable(kind, kind)).not.toThrow();
    expect(() => requireComparable(kind, { ...kind, ...other })).toThrow(
      expect.objectContaining({ code: 'not-comparable' }),
    );
  },
);
