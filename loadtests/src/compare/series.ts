import { z } from 'zod';
import { mainPhase } from '../profile/phase.ts';
import type { Report } from '../report/report.ts';

/** One run of a series, as far as it is compared. */
const seriesRun = z.object({
  /** Within the series' folder. */
  folder: z.string(),
  verdict: z.enum(['pass', 'fail', 'invalid']),
  /** How much longer than usual the base was held, by chance. */
  delaySeconds: z.number(),
  /** How long the phase lasted that the load is about. */
  loadSeconds: z.number(),
  /** Of the service that the load was sent to, in seconds; null where it did not come to it. */
  decisionSeconds: z.number().nullable(),
  readySeconds: z.number().nullable(),
  backAtRestSeconds: z.number().nullable(),
  /** Of the phase that the load is about; null where nothing was answered. */
  p95Ms: z.number().nullable(),
  p99Ms: z.number().nullable(),
  failed: z.number(),
  dropped: z.number(),
});

export type SeriesRun = z.infer<typeof seriesRun>;

/** Runs of one scenario, one after the other, each with its load step at another moment: `series.json`. */
export const series = z.object({
  schemaVersion: z.literal(1),
  scenario: z.string(),
  quick: z.boolean(),
  stage: z.string(),
  service: z.string(),
  /** How many runs were to be; fewer are there where the series was broken off. */
  planned: z.number(),
  /** Of the random source that the moments came from. */
  seed: z.number(),
  runs: z.array(seriesRun),
  /** What was in force: the report's settings, versions and machine, of the last run. */
  conditions: z.record(z.string(), z.unknown()),
});

export type Series = z.infer<typeof series>;

/** A run of a series, from its report. */
export function seriesRunOf(report: Report, folder: string, delaySeconds: number): SeriesRun {
  const { phases, requests, settings, thresholds, verdict, workloads } = report;
  const main = mainPhase(phases);
  const entry = workloads.find(({ name }) => name === settings.service);
  const latency = thresholds.find(({ metric }) => metric === `http_req_duration{scenario:${main?.name}}`)?.values;
  return {
    ...{ folder, verdict, delaySeconds },
    loadSeconds: main ? main.to - main.from : 0,
    decisionSeconds: entry?.firstDecisionSeconds ?? null,
    readySeconds: entry?.firstNewPodReadySeconds ?? null,
    backAtRestSeconds: entry?.scaledInSeconds ?? null,
    p95Ms: latency?.['p(95)'] ?? requests.p95Ms,
    p99Ms: latency?.['p(99)'] ?? requests.p99Ms,
    ...{ failed: requests.failed, dropped: requests.dropped },
  };
}

/** What was in force in a run, for a comparison to tell what differs. */
export function conditionsOf({ machine, settings, versions }: Report): Series['conditions'] {
  return { settings, versions, machine };
}
