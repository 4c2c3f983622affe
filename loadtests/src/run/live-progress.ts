import { now } from '../clock.ts';
import { servicesOf } from '../entry-service.ts';
import type { RequestLog } from '../k6-run/request-log.ts';
import { stateOf } from '../recorder/state.ts';
import type { RunContext } from './run-context.ts';

const everyMs = 5_000;

/**
 * Tells every few seconds how a load goes.
 * @returns what ends it
 */
export function tellProgress({ progress, recorder, target }: RunContext, log: RequestLog): () => void {
  const timer = setInterval(() => {
    progress(
      `${loadLine(log, now())}; ${replicasLine(
        recorder.recording,
        servicesOf(target.stage).map(([name]) => name),
      )}`,
    );
  }, everyMs);
  return () => clearInterval(timer);
}

/** e.g. `peak: 120 requests/s, 2400 answered, 0 failed`. */
export function loadLine(log: Pick<RequestLog, 'requests' | 'drops' | 'failed'>, at: number): string {
  const { requests } = log;
  // What k6 writes is read a moment later; but a target that has fallen silent must not look as if it still answered.
  const last = requests.at(-1)?.endedAt ?? at;
  const until = at - last > 2_000 ? at : last;
  const recent = requests.length - 1 - requests.findLastIndex(({ endedAt }) => endedAt < until - everyMs);
  const phase = requests.at(-1)?.phase ?? 'starting';
  const dropped = log.drops.length > 0 ? `, ${log.drops.length} dropped` : '';
  return `${phase}: ${Math.round((recent * 1000) / everyMs)} requests/s, ${requests.length} answered, ${log.failed} failed${dropped}`;
}

/** e.g. `api 3/4 ready, user-api 2/2 ready`: pods that serve, of those that the autoscaler wants. */
export function replicasLine(recording: Parameters<typeof stateOf>[0], workloads: readonly string[]): string {
  return workloads
    .map((workload) => {
      const { autoscaler, ready } = stateOf(recording, workload);
      return `${workload} ${ready}/${autoscaler?.desired ?? '?'} ready`;
    })
    .join(', ');
}
