import { relative } from 'node:path';
import { compareSeries } from '@eks-practice/loadtests/compare/compare-series';
import { type KeptSeries, findSeries, requireComparable } from '@eks-practice/loadtests/compare/find-series';
import { type SeriesResult, runSeries, writeSeries } from '@eks-practice/loadtests/compare/run-series';
import { comparisonVerdict, seriesVerdict } from '@eks-practice/loadtests/compare/series-verdict';
import { entryService } from '@eks-practice/loadtests/entry-service';
import { exitCode } from '@eks-practice/loadtests/exit-code';
import { Interrupted } from '../stopping/interrupted.ts';
import type { LoadPlan } from './load-plan.ts';
import { LiveOutput } from '../output/live-output.ts';
import { statusLine } from '../output/run-status.ts';
import { comparisonText, seriesText } from '../output/series.ts';
import type { Place } from '../place/place.ts';
import { type RunLoadOptions, loadTargetOf, resultsDirectory } from './run-load.ts';

type SeriesPlan = Extract<LoadPlan, { kind: 'series' }>;

/**
 * Runs the scenario `load` several times, compares it with an earlier series where one is named, and sets the exit code: to
 * the comparison's, else to 1 where a run failed and 3 where none was valid.
 * @returns the folder of its results, from here
 * @throws {Interrupted} where the signal broke it off; the runs before it are kept
 */
export async function runLoadSeries(plan: SeriesPlan, place: Place, options: RunLoadOptions): Promise<string> {
  const { json, service = entryService, signal } = options;
  const { quick, runs, seed } = plan;
  // Known before any load is sent.
  const before = plan.compare === undefined ? undefined : await findSeries(resultsDirectory, plan.compare);
  if (before) requireComparable({ scenario: 'load', stage: place.stage.name, service, quick }, before.series);
  const target = await loadTargetOf(place, service);
  const live = new LiveOutput();
  const say = (text: string): void => (json ? undefined : live.print(text));
  say(`${runs} runs, each with its load step at another moment; seed ${seed}`);
  const result = await orKept(
    runSeries({
      ...{ target, resultsDirectory, runs, quick, seed, signal, progress: say },
      onStatus: (status) => (json ? undefined : live.update(statusLine(status))),
      onRun: (number, report) => say(`run ${number} of ${runs}: ${report.verdict.toUpperCase()}, ${report.reasons[0]}`),
    }),
    options.goOn,
  ).finally(() => live.end());
  await tell(result, before, json);
  return relative(process.cwd(), result.directory);
}

async function tell({ directory, series }: SeriesResult, before: KeptSeries | undefined, json: boolean): Promise<void> {
  if (!before) {
    process.exitCode = exitCode(seriesVerdict(series));
    console.log(json ? JSON.stringify(series, undefined, 2) : `\n${seriesText(series)}`);
    return;
  }
  const comparison = compareSeries(before.series, series, series.seed);
  await writeSeries(directory, series, comparison);
  process.exitCode = exitCode(comparisonVerdict(comparison));
  console.log(
    json
      ? JSON.stringify({ series, comparison }, undefined, 2)
      : `\n${seriesText(series)}\n\n${comparisonText(comparison)}`,
  );
}

async function orKept(run: Promise<SeriesResult>, goOn: string): Promise<SeriesResult> {
  try {
    return await run;
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
    throw error.at({
      during: 'series',
      leaves:
        'No more load is sent. The runs that were over are kept, with a series.json; the one that was not has left nothing.',
      goOn,
    });
  }
}
