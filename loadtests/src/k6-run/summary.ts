import { z } from 'zod';

const summaryMetrics = z.record(
  z.string(),
  z.object({
    values: z.record(z.string(), z.number()),
    thresholds: z.record(z.string(), z.object({ ok: z.boolean() })).default({}),
  }),
);
const summary = z.object({ metrics: summaryMetrics });

/** k6's figures by their metric. */
export type SummaryMetrics = z.infer<typeof summaryMetrics>;

/** A threshold of a scenario, and how it came out. */
export interface ThresholdResult {
  /** What it is about, e.g. `http_req_duration{scenario:peak}`. */
  readonly metric: string;
  /** The condition, e.g. `p(95)<500`. */
  readonly condition: string;
  readonly ok: boolean;
  /** What was measured, by k6's names of the figures. */
  readonly values: Readonly<Record<string, number>>;
}

export interface K6Summary {
  readonly thresholds: readonly ThresholdResult[];
  /** How many requests k6 says it made. */
  readonly requests: number;
}

/**
 * The figures of what `handleSummary` was given.
 * @throws where it is not a summary
 */
export function parseMetrics(json: string): SummaryMetrics {
  return summary.parse(JSON.parse(json)).metrics;
}

/**
 * Reads what `handleSummary` was given.
 * @throws where it is not a summary
 */
export function parseSummary(json: string): K6Summary {
  const metrics = parseMetrics(json);
  const thresholds = Object.entries(metrics).flatMap(([metric, { values, thresholds }]) =>
    Object.entries(thresholds).map(([condition, { ok }]) => ({ metric, condition, ok, values })),
  );
  return { thresholds, requests: metrics.http_reqs?.values.count ?? 0 };
}
