import { z } from 'zod';

/** One request as k6 measured it; times in milliseconds since the Unix epoch. */
export interface RequestRecord {
  /** The phase that it was part of. */
  readonly phase: string;
  /** When it was begun: before the connection was looked for. */
  readonly startedAt: number;
  readonly endedAt: number;
  /** k6's `http_req_duration`, in milliseconds: sending, waiting and receiving, without the connection's setup. */
  readonly durationMs: number;
  readonly failed: boolean;
  /** k6's error code (1212 refused, 1220 reset, 1050 timed out, 1500 to 1599 by status); empty where there is none. */
  readonly errorCode: string;
}

/** An iteration that could not start, since every virtual user was busy. */
export interface Drop {
  readonly phase: string;
  readonly at: number;
}

const point = z.object({
  metric: z.string(),
  type: z.literal('Point'),
  data: z.object({
    time: z.string(),
    value: z.number(),
    tags: z
      .object({ scenario: z.string().default(''), error_code: z.string().default(''), pod: z.string().default('') })
      .prefault({}),
  }),
});

/** What k6 takes before a request is sent; `http_req_duration` leaves it out. */
const setupMetrics = new Set(['http_req_blocked', 'http_req_connecting', 'http_req_tls_handshaking']);

/**
 * The requests of a k6 run, read from the lines of its JSON output. k6 writes a request's points together, `http_reqs`
 * first and `http_req_failed` last, all stamped with the request's end.
 */
export class RequestLog {
  readonly requests: RequestRecord[] = [];
  readonly drops: Drop[] = [];
  failed = 0;
  /** When each pod's first answer had come, by the pod's name; the scenarios tell it in the metric `served`. */
  readonly served = new Map<string, number>();
  private open = { durationMs: 0, setupMs: 0 };

  add(line: string): void {
    // Most lines are of no interest here; parsing them too would cost the machine under test CPU time.
    if (!relevant.test(line)) return;
    const parsed = point.safeParse(JSON.parse(line));
    if (!parsed.success) return;
    const { metric, data } = parsed.data;
    if (metric === 'http_reqs') this.open = { durationMs: 0, setupMs: 0 };
    else if (metric === 'http_req_duration') this.open.durationMs = data.value;
    else if (setupMetrics.has(metric)) this.open.setupMs += data.value;
    else if (metric === 'http_req_failed') this.close(data);
    else if (metric === 'served') this.serve(data);
    else this.drop(data);
  }

  private close({ time, value, tags }: z.infer<typeof point>['data']): void {
    const endedAt = milliseconds(time);
    const { durationMs, setupMs } = this.open;
    const failed = value > 0;
    if (failed) this.failed++;
    this.requests.push({
      phase: tags.scenario,
      startedAt: endedAt - durationMs - setupMs,
      endedAt,
      durationMs,
      failed,
      errorCode: tags.error_code,
    });
  }

  private serve({ time, tags: { pod } }: z.infer<typeof point>['data']): void {
    this.served.set(pod, Math.min(milliseconds(time), this.served.get(pod) ?? Infinity));
  }

  private drop({ time, value, tags }: z.infer<typeof point>['data']): void {
    for (let count = 0; count < value; count++) this.drops.push({ phase: tags.scenario, at: milliseconds(time) });
  }
}

const relevant =
  /^\{"metric":"(http_reqs|http_req_duration|http_req_blocked|http_req_connecting|http_req_tls_handshaking|http_req_failed|dropped_iterations|served)","type":"Point"/;

/** Of an RFC 3339 time with any number of decimals, without losing those below a millisecond. */
function milliseconds(time: string): number {
  const fraction = /\.(\d+)/.exec(time)?.[1] ?? '';
  return Date.parse(time.replace(/\.\d+/, '')) + Number(`0.${fraction || 0}`) * 1000;
}
