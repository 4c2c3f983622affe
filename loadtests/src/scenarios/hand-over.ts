import exec from 'k6/execution';
import type { Response } from 'k6/http';
import { podLine, requestLine, segmentLine } from '../distributed/request-line.ts';

/** Prints a request, for whoever reads this runner's log; before a phase's first one, which part of the load this is. */
export function handOver({ error_code, status, timings }: Response, startedAt: number): void {
  const { iterationInInstance, name } = exec.scenario;
  if (iterationInInstance === 0) console.log(segmentLine(exec.test.options.executionSegment ?? null));
  const request = {
    ...{ phase: name, startedAt, durationMs: timings.duration, failed: status !== 200, errorCode: error_code },
    setupMs: timings.blocked + timings.connecting + timings.tls_handshaking,
  };
  console.log(requestLine(request));
}

export function handOverPod(pod: string): void {
  console.log(podLine(pod, Date.now()));
}
