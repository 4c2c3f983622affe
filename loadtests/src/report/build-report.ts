import { oneStepWarnings } from '@eks-practice/stages/one-step';
import { servicesOf } from '../entry-service.ts';
import { attributeFailures } from '../failures/attribute-failures.ts';
import { clusterEvents } from '../failures/cluster-events.ts';
import { errorsByCode, totals } from '../k6-run/totals.ts';
import { p95BoundMs } from '../profile/bounds.ts';
import type { Evidence } from '../run/evidence.ts';
import { mainPhase } from '../profile/phase.ts';
import { judge } from '../verdict/judge.ts';
import { loadTimes } from '../verdict/load-times.ts';
import { soakResult } from '../verdict/soak.ts';
import { spikeResult } from '../verdict/spike.ts';
import { reportEvents } from './events.ts';
import { failureGroups } from './failure-groups.ts';
import { workloadFigures } from './workload-figures.ts';
import type { Report, ReportPhase, ReportSettings } from './report.ts';
import { requestSeries } from './request-series.ts';
import { workloadSeries } from './workload-series.ts';

/** Everything that a run found, from what it gathered. */
export function buildReport(evidence: Evidence): Report {
  const { calibrationLoad, endedAt, load, recording, startedAt, target } = evidence;
  const { verdict, reasons, workloads } = judge(evidence);
  const times = loadTimes(load);
  // A run that did not come to its load is told from its start on.
  const origin = times?.stepAt ?? times?.firstRequestAt ?? startedAt;
  const log = load?.log ?? { requests: [], drops: [] };
  const peak = times?.stepAt === undefined ? undefined : { from: times.stepAt, to: times.endAt };
  const forecastOf = (name: string) => workloads.find((workload) => workload.name === name)?.reaction.forecast;
  const relative = (at: number): number => Math.round((at - origin) / 100) / 10;
  return {
    schemaVersion: 2,
    scenario: evidence.scenario,
    quick: evidence.quick,
    verdict,
    reasons,
    requests: {
      ...totals(log),
      perSecond: Math.round(totals(log, mainPhase(load?.phases ?? [])?.name).perSecond * 10) / 10,
    },
    errors: errorsByCode(log.requests),
    failures: failureGroups(
      attributeFailures([...(calibrationLoad?.log.requests ?? []), ...log.requests], clusterEvents(recording)),
      origin,
    ),
    warnings: oneStepWarnings(target.stage),
    drills: evidence.drills,
    workloads: workloads.map((result) => workloadFigures(result, evidence)),
    startedAt: new Date(startedAt).toISOString(),
    durationSeconds: Math.round((endedAt - startedAt) / 1000),
    settings: settingsOf(evidence),
    versions: {
      k6: evidence.k6Version ?? null,
      node: process.versions.node,
      kubernetes: evidence.cluster?.version ?? null,
    },
    machine: evidence.machine,
    thresholds: load?.outcome?.summary?.thresholds ?? [],
    calibration: evidence.calibration ?? null,
    expected: evidence.profile?.expected ?? [],
    spike: spikeResult(evidence) ?? null,
    soak: soakResult(evidence) ?? null,
    stress: evidence.stress ?? null,
    phases: [...phasesOf(calibrationLoad, relative), ...phasesOf(load, relative)],
    events: reportEvents(recording, times, origin),
    series: {
      requests: requestSeries([...(calibrationLoad ? [calibrationLoad.log] : []), log], origin),
      workloads: servicesOf(target).map(([name, settings]) =>
        workloadSeries(name, settings, recording, { origin, end: endedAt, peak }, forecastOf(name)?.median),
      ),
      machine: {
        x: recording.machine.map(({ at }) => relative(at)),
        busy: recording.machine.map(({ busy }) => Math.round(busy * 1000) / 1000),
      },
    },
    gaps: recording.gaps.map((gap) => ({
      ...gap,
      from: relative(gap.from),
      to: gap.to === null ? null : relative(gap.to),
    })),
  };
}

/** As they were sent: by the first and the last request of each. */
function phasesOf(load: Evidence['load'], relative: (at: number) => number): ReportPhase[] {
  return (load?.phases ?? []).flatMap(({ name, ratePerSecond }) => {
    const starts = load?.log.requests.filter(({ phase }) => phase === name).map(({ startedAt }) => startedAt) ?? [];
    if (starts.length === 0) return [];
    const from = starts.reduce((a, b) => Math.min(a, b));
    const to = starts.reduce((a, b) => Math.max(a, b));
    return [{ name, ratePerSecond, from: relative(from), to: relative(to) }];
  });
}

function settingsOf({ deployed, load, scaleInBoundSeconds, target }: Evidence): ReportSettings {
  const { stage, url } = target;
  return {
    url,
    service: target.service,
    stage: stage.name,
    cluster: stage.cluster.name,
    drainSeconds: stage.drainSeconds,
    p95BoundMs,
    connections: 'new',
    ...(load?.runners === undefined ? {} : { runners: load.runners }),
    scaleInBoundSeconds: scaleInBoundSeconds ?? null,
    metricsResolutionSeconds: deployed?.reaction.resolution.seconds ?? null,
    services: servicesOf(target).map(([name, { scaling, resources }]) => ({
      name,
      ...scaling,
      ...resources,
      image: deployed?.images[name] ?? null,
    })),
  };
}
