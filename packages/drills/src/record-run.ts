import { readFile, writeFile } from 'node:fs/promises';
import { fromRoot } from '@eks-practice/machine/repository';
import type { DrillRun } from './drill-run.ts';
import { drills } from './drills.ts';
import { type Recorded, recorded, renderedPage } from './reliability-page.ts';

const resultsFile = fromRoot('packages/drills/results.json');
const pageFile = fromRoot('docs/reliability.md');

/** Keeps what came out of the drills in the repository, in place of what came out before, and puts it on the page. */
export async function recordRun(run: DrillRun): Promise<void> {
  const results = { ...(await recordedResults()), ...recorded(run) };
  await writeFile(resultsFile, `${JSON.stringify(results, undefined, 2)}\n`);
  await writePage();
}

/** Writes the parts of docs/reliability.md that follow from the drills and their recorded results. */
export async function writePage(): Promise<void> {
  const page = await readFile(pageFile, 'utf8');
  await writeFile(pageFile, renderedPage(page, drills, await recordedResults()));
}

/** What came out last time, by the drill's name. */
export async function recordedResults(): Promise<Readonly<Record<string, Recorded>>> {
  return JSON.parse(await readFile(resultsFile, 'utf8')) as Record<string, Recorded>;
}
