import { passed } from '../report/shown-reports.fixture.ts';
import { compareSeries } from './compare-series.ts';
import { type Series, type SeriesRun, conditionsOf, seriesRunOf } from './series.ts';

function seriesOf(change: (run: number) => Partial<SeriesRun>): Series {
  const runs = [1, 2, 3, 4, 5].map((run) => ({ ...seriesRunOf(passed, `run-${run}`, 2.5 * run), ...change(run) }));
  return {
    ...{ schemaVersion: 1, scenario: 'load', quick: false, stage: 'local', service: 'api', planned: 6, seed: 7, runs },
    conditions: conditionsOf(passed),
  };
}

/** A series that was broken off, with a run in it that failed and one that is invalid. */
export const shownSeries = seriesOf((run) => ({
  verdict: run === 2 ? 'fail' : run === 3 ? 'invalid' : 'pass',
  failed: run === 2 ? 3 : 0,
  decisionSeconds: run === 3 ? null : 28 + run,
}));

const slower = seriesOf((run) => ({ decisionSeconds: 60 + run, p95Ms: 200 + run }));

/** One that is worse than another in some of its metrics. */
export const shownComparison = {
  series: slower,
  comparison: compareSeries(
    seriesOf((run) => ({ decisionSeconds: 28 + run, p95Ms: 20 + run })),
    slower,
    7,
  ),
};
