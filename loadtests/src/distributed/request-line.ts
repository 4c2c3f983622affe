import type { RequestRecord } from '../k6-run/request-log.ts';

/**
 * What a runner prints of each request, a line each: k6 in a pod has no file that anybody could read, and the lines of its
 * log are kept with the pod. The start is when the request was begun, in milliseconds since the Unix epoch by the runner's
 * clock. Short, for {@link RunnerLog} of a whole load must fit into the 10 MiB that kubelet keeps before it turns a log over
 * (`containerLogMaxSize`): 100,000 lines of 41 bytes of the container runtime's own and these 55 at most.
 */
const mark = { request: '~', pod: '^', segment: '%', summary: '=' } as const;

/** A request as its script sees it. */
export interface ScriptedRequest {
  readonly phase: string;
  readonly startedAt: number;
  /** What passed before it was sent: looking for a connection, connecting, TLS; in milliseconds. */
  readonly setupMs: number;
  readonly durationMs: number;
  readonly failed: boolean;
  /** k6's error code; 0 where there is none. */
  readonly errorCode: number;
}

export function requestLine({ phase, startedAt, setupMs, durationMs, failed, errorCode }: ScriptedRequest): string {
  const outcome = failed ? ` ${errorCode}` : '';
  return `${mark.request}${phase} ${startedAt} ${setupMs.toFixed(3)} ${durationMs.toFixed(3)}${outcome}`;
}

/** That a pod of the stage has given its first answer to this virtual user. */
export function podLine(pod: string, at: number): string {
  return `${mark.pod}${pod} ${at}`;
}

/** Which part of the load this runner has, as k6 was told it. @param segment e.g. `1/3:2/3`; null where it has all of it */
export function segmentLine(segment: string | null): string {
  return `${mark.segment}${segment ?? '0:1'}`;
}

/** @param summary what `handleSummary` was given */
export function summaryLine(summary: unknown): string {
  return `${mark.summary}${JSON.stringify(summary)}`;
}

/** One line of a runner's log. */
export type RunnerLine =
  | { readonly kind: 'request'; readonly request: RequestRecord }
  | { readonly kind: 'pod'; readonly pod: string; readonly at: number }
  | { readonly kind: 'segment'; readonly segment: string }
  | { readonly kind: 'summary'; readonly json: string };

/** Undefined for a line that k6 itself has written. */
export function parseLine(line: string): RunnerLine | undefined {
  const rest = line.slice(1);
  if (line.startsWith(mark.request)) return requestOf(rest);
  if (line.startsWith(mark.pod)) {
    const [, pod, at] = /^(\S+) (\d+)$/.exec(rest) ?? [];
    return pod === undefined ? undefined : { kind: 'pod', pod, at: Number(at) };
  }
  if (line.startsWith(mark.segment)) return { kind: 'segment', segment: rest };
  return line.startsWith(`${mark.summary}{`) ? { kind: 'summary', json: rest } : undefined;
}

function requestOf(text: string): RunnerLine | undefined {
  const found = /^(\S+) (\d+) ([\d.]+) ([\d.]+)(?: (\d+))?$/.exec(text);
  if (!found) return undefined;
  const [, phase = '', start, setup, duration, code] = found;
  const [startedAt, setupMs, durationMs] = [Number(start), Number(setup), Number(duration)];
  const failed = code !== undefined;
  const endedAt = startedAt + setupMs + durationMs;
  const errorCode = failed && code !== '0' ? code : '';
  return { kind: 'request', request: { phase, startedAt, endedAt, durationMs, failed, errorCode } };
}
