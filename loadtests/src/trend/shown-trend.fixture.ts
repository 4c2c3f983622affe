import { passed } from '../report/shown-reports.fixture.ts';
import { type Trend, type TrendRun, trendRunOf } from './trend.ts';

/** The run that those of the trend are like. */
export const shownRun = trendRunOf('2026-11-22T12-00-00-load', JSON.stringify(passed));

function on(day: number, change: Partial<TrendRun> = {}): TrendRun {
  return {
    ...shownRun,
    folder: `day-${day}`,
    startedAt: `2026-11-${day}T12:00:00.000Z`,
    decisionSeconds: 20 + day,
    ...change,
  };
}

/** Runs of two scenarios, one of which failed, and a folder that cannot be read. */
export const shownTrend: Trend = {
  schemaVersion: 1,
  runs: [
    ...[on(10), on(11, { decisionSeconds: null, readySeconds: null, verdict: 'fail' }), on(12), on(13, { p95Ms: 80 })],
    on(14, { scenario: 'smoke', decisionSeconds: null, readySeconds: null }),
  ],
  skipped: [{ folder: 'torn', why: 'it is no JSON' }],
};
