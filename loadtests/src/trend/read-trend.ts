import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { messageOf } from '@eks-practice/errors/user-error';
import { type Trend, type TrendRun, trend, trendRunOf } from './trend.ts';

/** Of one run of a series, within the folder of that. */
const runOfSeries = /^run-\d+$/;

/**
 * All runs in a results folder. What the last time has read is taken from there, so that it takes no longer as the runs
 * become more; a run whose folder is gone is gone.
 */
export async function readTrend(resultsDirectory: string): Promise<Trend> {
  const known = new Map((await lastTrend(resultsDirectory)).map((run) => [run.folder, run]));
  const runs: TrendRun[] = [];
  const skipped: { folder: string; why: string }[] = [];
  for (const folder of await runFolders(resultsDirectory)) {
    try {
      const file = path.join(resultsDirectory, folder, 'report.json');
      runs.push(known.get(folder) ?? trendRunOf(folder, await readFile(file, 'utf8')));
    } catch (error) {
      // A run that is still going has no report yet, and one that broke on a bug never gets one.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') skipped.push({ folder, why: messageOf(error) });
    }
  }
  runs.sort((a, b) => a.startedAt.localeCompare(b.startedAt));
  return { schemaVersion: 1, runs, skipped };
}

async function lastTrend(resultsDirectory: string): Promise<readonly TrendRun[]> {
  try {
    return trend.parse(JSON.parse(await readFile(path.join(resultsDirectory, 'trend.json'), 'utf8'))).runs;
  } catch {
    // There is none, or none of this version: all is read again.
    return [];
  }
}

/** `latest` is a link, and so no folder. */
async function runFolders(resultsDirectory: string): Promise<string[]> {
  const folders: string[] = [];
  for (const name of await foldersIn(resultsDirectory)) {
    const inner = (await foldersIn(path.join(resultsDirectory, name))).filter((one) => runOfSeries.test(one));
    folders.push(...(inner.length > 0 ? inner.map((one) => `${name}/${one}`) : [name]));
  }
  return folders.sort();
}

async function foldersIn(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
}
