import { z } from 'zod';

/** A run as the page over all of them shows it. */
const trendRun = z.object({
  /** Where its report is, from the results; with forward slashes. */
  folder: z.string(),
  /** ISO 8601. */
  startedAt: z.string(),
  scenario: z.string(),
  quick: z.boolean(),
  stage: z.string(),
  verdict: z.enum(['pass', 'fail', 'invalid']),
  /** Of the service that the load was sent to, in seconds from the load step; null where it did not come to it. */
  decisionSeconds: z.number().nullable(),
  readySeconds: z.number().nullable(),
  p95Ms: z.number().nullable(),
  /** Of the phase that the load was about. */
  perSecond: z.number(),
  failed: z.number(),
  dropped: z.number(),
  /** Tags by service; without those that the cluster did not tell. */
  images: z.record(z.string(), z.string()),
  /** e.g. `2 cores, 16 GiB, linux x64`. */
  machine: z.string(),
});

export type TrendRun = z.infer<typeof trendRun>;

/** All runs that are kept: `trend.json`, and the data of `trend.html`. */
export const trend = z.object({
  schemaVersion: z.literal(1),
  /** Oldest first. */
  runs: z.array(trendRun),
  /** Folders whose report could not be read, and why. */
  skipped: z.array(z.object({ folder: z.string(), why: z.string() })),
});

export type Trend = z.infer<typeof trend>;

/** As much of a report as a trend needs; older ones had no `quick`, and version 1 counted rest as cost. */
const readReport = z.object({
  schemaVersion: z.literal([1, 2]),
  scenario: z.string(),
  quick: z.boolean().default(false),
  verdict: z.enum(['pass', 'fail', 'invalid']),
  startedAt: z.string(),
  requests: z.object({
    perSecond: z.number(),
    failed: z.number(),
    dropped: z.number(),
    p95Ms: z.number().nullable(),
  }),
  workloads: z.array(
    z.object({
      name: z.string(),
      firstDecisionSeconds: z.number().nullable(),
      firstNewPodReadySeconds: z.number().nullable(),
    }),
  ),
  settings: z.object({
    stage: z.string(),
    service: z.string().optional(),
    services: z.array(z.object({ name: z.string(), image: z.string().nullable().default(null) })),
  }),
  machine: z.object({ cores: z.number(), memoryMiB: z.number(), os: z.string(), architecture: z.string() }),
});

/**
 * A run, from the JSON of its report.
 * @throws where that is no report of this schema, with a reason in words
 */
export function trendRunOf(folder: string, json: string): TrendRun {
  const { data, error } = readReport.safeParse(parsed(json));
  if (!data) {
    const [issue] = error.issues;
    throw new Error(`it is no report of this version: ${issue?.path.join('.') || 'all of it'}: ${issue?.message}`);
  }
  const { machine, requests, settings, workloads } = data;
  const entry = workloads.find(({ name }) => name === settings.service) ?? workloads[0];
  const tags = settings.services.flatMap(({ name, image }) => (image ? [[name, image.split(':').at(-1) ?? '']] : []));
  return {
    folder,
    ...{ startedAt: data.startedAt, scenario: data.scenario, quick: data.quick },
    ...{ stage: settings.stage, verdict: data.verdict },
    decisionSeconds: entry?.firstDecisionSeconds ?? null,
    readySeconds: entry?.firstNewPodReadySeconds ?? null,
    ...{ p95Ms: requests.p95Ms, perSecond: requests.perSecond },
    ...{ failed: requests.failed, dropped: requests.dropped },
    images: Object.fromEntries(tags) as Record<string, string>,
    machine: `${machine.cores} cores, ${Math.round(machine.memoryMiB / 1024)} GiB, ${machine.os} ${machine.architecture}`,
  };
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw new Error('it is no JSON');
  }
}
