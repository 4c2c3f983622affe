import type { Recording } from '../recorder/recording.ts';
import type { LoadTimes } from '../verdict/workload-result.ts';
import type { ReportEvent } from './report.ts';

/** What happened when, in the order of time; `at` in seconds from `origin`. */
export function reportEvents(recording: Recording, times: LoadTimes | undefined, origin: number): ReportEvent[] {
  const events = [...loadEvents(times), ...scaleEvents(recording), ...podEvents(recording)];
  return events
    .map((event) => ({ ...event, at: Math.round((event.at - origin) / 100) / 10 }))
    .sort((a, b) => a.at - b.at);
}

function loadEvents(times: LoadTimes | undefined): ReportEvent[] {
  if (!times) return [];
  const step: ReportEvent[] =
    times.stepAt === undefined ? [] : [{ at: times.stepAt, kind: 'load-step', workload: '', text: 'load step' }];
  return [...step, { at: times.endAt, kind: 'load-end', workload: '', text: 'load end' }];
}

function scaleEvents({ autoscalers }: Recording): ReportEvent[] {
  const last = new Map<string, number>();
  return autoscalers.flatMap(({ at, desired, workload }): ReportEvent[] => {
    const before = last.get(workload);
    last.set(workload, desired);
    if (before === undefined || before === desired) return [];
    const kind = desired > before ? 'scale-out' : 'scale-in';
    return [{ at, kind, workload, text: `${workload} is to have ${desired} pods, not ${before}` }];
  });
}

function podEvents({ pods }: Recording): ReportEvent[] {
  return pods.flatMap(({ name, workload, initial, readyAt, goneAt }): ReportEvent[] => [
    ...(readyAt !== null && !initial
      ? [{ at: readyAt, kind: 'pod-ready' as const, workload, text: `${name} is ready` }]
      : []),
    ...(goneAt !== null ? [{ at: goneAt, kind: 'pod-gone' as const, workload, text: `${name} is gone` }] : []),
  ]);
}
