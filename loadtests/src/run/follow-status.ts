import { now } from '../clock.ts';
import { servicesOf } from '../entry-service.ts';
import type { RequestLog } from '../k6-run/request-log.ts';
import type { RunContext } from './run-context.ts';
import { type Step, runStatus } from './run-status.ts';

const everyMs = 1_000;

/**
 * Tells every second how the run stands.
 * @param steps what it does now; of several, the one whose phase the last request was part of
 * @param log of the load that is being sent, if any
 * @returns what ends it
 */
export function followStatus(
  { onStatus, recorder, target }: RunContext,
  steps: readonly [Step, ...Step[]],
  log?: RequestLog,
): () => void {
  const startedAt = now();
  const names = servicesOf(target).map(([name]) => name);
  const tell = (): void => onStatus(runStatus({ steps, log, names, recording: recorder.recording, startedAt }, now()));
  const timer = setInterval(tell, everyMs);
  return () => clearInterval(timer);
}
