import type { HttpService } from '@nestjs/axios';
import type { OnApplicationShutdown } from '@nestjs/common';
import type { AxiosResponse } from 'axios';
import type * as z from 'zod';
import type { CallContext } from '../http/call-context.ts';
import { requestIdHeader } from '../http/request-id.ts';
import { traceHeaders } from '../http/trace-context.ts';
import type { CallOutcome, UpstreamMetrics } from '../metrics/upstream-metrics.ts';
import { Problem, callerLeft } from '../problems/problem.ts';
import type { CallSpan, Tracing } from '../tracing/tracing.ts';
import { callFailureOf, isRetryable } from './call-failure.ts';
import { CallLimit } from './call-limit.ts';
import { ConnectionPool, type Connections } from './connection-pool.ts';
import { undiciAdapter } from './undici-adapter.ts';
import type { UpstreamOptions } from './upstream-options.ts';

export interface UpstreamRequest<T> {
  readonly path: string;
  /** Parameters that are undefined are left out. */
  readonly query: Readonly<Record<string, string | number | undefined>>;
  /** What the answer's JSON must fit. */
  readonly answer: z.ZodType<T>;
  readonly context: CallContext;
}

/** What every attempt of a call sends. */
interface Call {
  /** From the upstream's root, with the query. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Calls another service, in bounded time, and trusts nothing of its answer. */
export class UpstreamClient implements OnApplicationShutdown {
  private readonly pool: ConnectionPool;

  constructor(
    private readonly http: HttpService,
    private readonly metrics: UpstreamMetrics,
    private readonly upstream: UpstreamOptions,
    private readonly tracing?: Tracing,
  ) {
    this.pool = new ConnectionPool(upstream);
    metrics.addPool(upstream.name, () => this.pool.state);
  }

  /** Not earlier: requests in flight still call upstreams while the server closes. */
  onApplicationShutdown(): Promise<void> {
    return this.pool.close();
  }

  /**
   * Gets and parses an answer of status 200.
   * @throws {Problem} 503 unreachable; 504 past the deadline; 502 any other status, broken off, too large, not JSON or
   * not what the schema says; 499 when the caller has left
   */
  async get<T>(request: UpstreamRequest<T>): Promise<T> {
    const start = performance.now();
    let outcome: CallOutcome = 'ok';
    let span: CallSpan | undefined;
    try {
      const url = `${request.path}${queryText(request.query)}`;
      span = this.tracing?.call({ trace: request.context.trace, origin: this.upstream.origin, path: url });
      return await this.answerTo(request, url, span);
    } catch (error) {
      outcome = outcomeOf(error);
      throw error;
    } finally {
      this.metrics.observe(this.upstream.name, outcome, performance.now() - start);
      span?.end(outcome);
    }
  }

  private async answerTo<T>(
    { answer, context }: UpstreamRequest<T>,
    url: string,
    span: CallSpan | undefined,
  ): Promise<T> {
    using limit = new CallLimit(this.upstream.deadlineMs, context.caller);
    const headers = { [requestIdHeader]: context.requestId, ...traceHeaders(span?.trace ?? context.trace) };
    const response = await this.withOneRetry({ url, headers }, limit, span).catch((error: unknown) => {
      throw this.problemOf(error, limit);
    });
    span?.answered(response.status);
    return this.parse(response, answer);
  }

  private async withOneRetry(
    { url, headers }: Call,
    limit: CallLimit,
    span: CallSpan | undefined,
  ): Promise<AxiosResponse<string>> {
    const over = (connections: Connections): Promise<AxiosResponse<string>> =>
      this.http.axiosRef.request({ url, adapter: undiciAdapter(connections, { headers, limit }) });
    try {
      return await over(this.pool.kept);
    } catch (error) {
      if (limit.givenUp || !isRetryable(error)) throw error;
      span?.retried(error);
      return await over(this.pool.fresh);
    }
  }

  private problemOf(error: unknown, { givenUp }: CallLimit): unknown {
    const { name, deadlineMs } = this.upstream;
    if (givenUp === 'caller-left') return new Problem({ status: callerLeft });
    if (givenUp === 'deadline') return this.problem(504, `${name} did not answer within ${deadlineMs} ms.`);
    switch (callFailureOf(error)) {
      case 'unreachable':
        return this.problem(503, `${name} cannot be reached.`, error);
      case 'broken-answer':
        return this.problem(502, `${name} did not give a whole answer.`, error);
      case 'unknown':
        return error;
    }
  }

  private parse<T>({ status, data }: AxiosResponse<string>, answer: z.ZodType<T>): T {
    const { name } = this.upstream;
    // A 4xx too: what we sent was checked against the same contract, so one of the two breaks it.
    if (status !== 200) throw this.problem(502, `${name} answered with status ${status}.`);
    const parsed = answer.safeParse(parseJson(data));
    if (parsed.success) return parsed.data;
    const [fault] = parsed.error.issues;
    throw this.problem(
      502,
      `${name} gave an answer that breaks the contract.`,
      `${fault?.path.join('.')}: ${fault?.message}`,
    );
  }

  /** @param cause for the log: what the network said, never what the upstream did */
  private problem(status: 502 | 503 | 504, detail: string, cause?: unknown): Problem {
    const reason = cause instanceof Error ? cause.message : cause;
    return new Problem({ status, detail }, reason === undefined ? detail : `${detail} ${String(reason)}`);
  }
}

const outcomes: Readonly<Record<number, CallOutcome>> = {
  502: 'bad-answer',
  503: 'unreachable',
  504: 'deadline',
  [callerLeft]: 'caller-left',
};

function outcomeOf(error: unknown): CallOutcome {
  return (error instanceof Problem && outcomes[error.content.status]) || 'error';
}

/** With its `?`, or empty where there is nothing to say. */
function queryText(query: UpstreamRequest<unknown>['query']): string {
  let text = '';
  for (const name in query) {
    const value = query[name];
    if (value !== undefined)
      text += `${text === '' ? '?' : '&'}${encodeURIComponent(name)}=${encodeURIComponent(value)}`;
  }
  return text;
}

/** Undefined, which fits no contract, where the text is not JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
