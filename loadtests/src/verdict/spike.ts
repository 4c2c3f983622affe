import { percentile, totals } from '../k6-run/totals.ts';
import type { Evidence, SentLoad } from '../run/evidence.ts';
import { secondsText } from './wording.ts';
import type { WorkloadResult } from './workload-result.ts';

/** What a spike has shown. */
export interface SpikeResult {
  /** The spike's rate over the base rate. */
  readonly multiple: number;
  readonly p95BeforeMs: number | null;
  readonly p95SpikeMs: number | null;
  /** Of the phase that begins ten seconds after the spike. */
  readonly p95AfterMs: number | null;
  /** From the spike's end to the first second from which on p95 is no more than twice that before; null where never. */
  readonly recoverySeconds: number | null;
}

/** Below this a latency counts as recovered whatever it was before, in milliseconds: that is noise. */
const quietMs = 20;

/** Undefined for any other scenario, and for a spike that did not come to its load. */
export function spikeResult({ load, scenario }: Pick<Evidence, 'load' | 'scenario'>): SpikeResult | undefined {
  if (scenario !== 'spike' || !load) return undefined;
  const p95 = (phase: string): number | null => totals(load.log, phase).p95Ms;
  const rate = (phase: string): number => load.phases.find(({ name }) => name === phase)?.ratePerSecond ?? NaN;
  const before = p95('base');
  return {
    multiple: Math.round((rate('spike') / rate('base')) * 10) / 10,
    ...{ p95BeforeMs: before, p95SpikeMs: p95('spike'), p95AfterMs: p95('recovered') },
    recoverySeconds: recovery(load, Math.max(quietMs, 2 * (before ?? 0))),
  };
}

function recovery({ log }: SentLoad, boundMs: number): number | null {
  const after = log.requests.filter(({ phase }) => phase === 'draining' || phase === 'recovered');
  const endAt = after.reduce((first, { startedAt }) => Math.min(first, startedAt), Infinity);
  const bySecond = new Map<number, number[]>();
  for (const { durationMs, startedAt } of after) {
    const second = Math.floor((startedAt - endAt) / 1000);
    bySecond.set(second, [...(bySecond.get(second) ?? []), durationMs]);
  }
  const slow = [...bySecond].filter(
    ([, durations]) =>
      (percentile(
        durations.toSorted((a, b) => a - b),
        95,
      ) ?? 0) > boundMs,
  );
  const last = Math.max(-1, ...slow.map(([second]) => second));
  // Slow until just before the end: it did not recover while it was watched.
  return after.length === 0 || last >= Math.max(...bySecond.keys()) - 2 ? null : last + 1;
}

/** What it showed, for a run that passed. */
export function spikeSuccesses(evidence: Evidence, workloads: readonly WorkloadResult[]): string[] {
  const result = spikeResult(evidence);
  if (!result) return [];
  const [before, during, after] = [result.p95BeforeMs, result.p95SpikeMs, result.p95AfterMs].map((ms) =>
    Math.ceil(ms ?? 0),
  );
  const recovered =
    result.recoverySeconds === null
      ? 'it had not quite come back when the load ended'
      : `back ${secondsText(result.recoverySeconds)} after the spike`;
  return [
    `The pods at rest bore ${result.multiple} times the base rate: p95 ${before} ms before, ${during} ms in the spike, ` +
      `${after} ms after it; ${recovered}.`,
    ...workloads.map(({ firstDecisionSeconds, name, replicasSeen }) =>
      firstDecisionSeconds === null
        ? `${name} did not scale out, which nobody asked of it.`
        : `${name} went on to ${replicasSeen.max} pods, decided ${secondsText(firstDecisionSeconds)} after the spike began.`,
    ),
  ];
}
