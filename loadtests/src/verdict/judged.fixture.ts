import type { RequestRecord } from '../k6-run/request-log.ts';
import { virtualUsers } from '../profile/phase.ts';
import type { Gap, Recording } from '../recorder/recording.ts';
import type { Evidence, SentLoad } from '../run/evidence.ts';
import { simulatedEvidence, stepAt } from '../run/simulated-evidence.fixture.ts';
import { judge } from './judge.ts';

export interface Parts {
  evidence: Evidence;
  load: SentLoad;
  recording: Recording;
}
export type Change = (parts: Parts) => void;

export function judged(change: Change): ReturnType<typeof judge> {
  const evidence = simulatedEvidence();
  change({ evidence, load: evidence.load as SentLoad, recording: evidence.recording });
  return judge(evidence);
}

export function missThreshold({ load }: { load: SentLoad }, metric: string, values: Record<string, number>): void {
  const { outcome } = load;
  if (!outcome?.summary) throw new Error('the fixture has a summary');
  const thresholds = outcome.summary.thresholds.map((one) =>
    one.metric === metric ? { ...one, ok: false, values } : one,
  );
  load.outcome = { ...outcome, exitCode: 99, summary: { ...outcome.summary, thresholds } };
}

export function failRequest(load: SentLoad | undefined, index: number, errorCode: string): void {
  const requests = load?.log.requests as RequestRecord[];
  requests[index] = { ...(requests[index] as RequestRecord), failed: true, errorCode };
}

/** As many drops, one in each of that many seconds of the peak. */
export function drop(load: SentLoad, times: number): void {
  for (let count = 0; count < times; count++)
    load.log.drops.push({ phase: 'peak', at: stepAt + 20_500 + count * 1000 });
}

/** Requests that stay unanswered while the drops happen, as many as there are virtual users. */
export function holdAllUsers(load: SentLoad): void {
  const peak = load.phases.find(({ name }) => name === 'peak') as SentLoad['phases'][number];
  const held = { phase: 'peak', startedAt: stepAt + 19_000, endedAt: stepAt + 25_000, durationMs: 6_000 };
  for (let user = 0; user < virtualUsers(peak); user++) {
    (load.log.requests as RequestRecord[]).push({ ...held, failed: false, errorCode: '' });
  }
  const { outcome } = load;
  if (outcome?.summary)
    load.outcome = { ...outcome, summary: { ...outcome.summary, requests: load.log.requests.length } };
}

export function saturate(recording: Recording, from = -Infinity, to = Infinity): void {
  const samples = recording.machine.map(({ at, busy }) => ({ at, busy: at >= from && at <= to ? 1 : busy }));
  recording.machine.splice(0, Infinity, ...samples);
}

/** The peak's requests that began in these seconds after the step were slow, and with them its 95th percentile. */
export function slow({ load }: Pick<Parts, 'load'>, from: number, to: number): void {
  for (const [index, request] of load.log.requests.entries()) {
    const after = (request.startedAt - stepAt) / 1000;
    if (request.phase !== 'peak' || after < from || after > to) continue;
    (load.log.requests as RequestRecord[])[index] = { ...request, durationMs: 812, endedAt: request.startedAt + 812 };
  }
  missThreshold({ load }, 'http_req_duration{scenario:peak}', { 'p(95)': 812 });
}

export function neverScale(recording: Recording): void {
  recording.autoscalers.splice(0, Infinity, ...recording.autoscalers.filter(({ at }) => at < stepAt));
  recording.pods.splice(0, Infinity, ...recording.pods.filter(({ initial }) => initial));
}

/** The first decision of api comes that much after the step, and what followed from it with it. */
export function decideAt(recording: Recording, seconds: number): void {
  const at = stepAt + seconds * 1000;
  const late = <T extends { at: number }>(samples: T[]): void => {
    samples.splice(0, Infinity, ...samples.map((one) => (one.at > stepAt && one.at < at ? { ...one, at } : one)));
  };
  late(recording.autoscalers);
  late(recording.endpoints);
  const pods = recording.pods.map((pod) =>
    pod.createdAt > stepAt && pod.createdAt < at ? { ...pod, createdAt: at } : pod,
  );
  recording.pods.splice(
    0,
    Infinity,
    ...pods.map((pod) => ({ ...pod, readyAt: Math.max(pod.readyAt ?? 0, pod.createdAt) })),
  );
}

export const gap = (source: Gap['source'], lastsMs: number | null): Gap => {
  return {
    source,
    from: stepAt + 10_000,
    to: lastsMs === null ? null : stepAt + 10_000 + lastsMs,
    why: 'ECONNREFUSED',
  };
};
