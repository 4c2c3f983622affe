/** A module of our services, and what is written at its end to take something out of it. */
export interface Patch {
  /** From the folder `packages`. */
  readonly file: string;
  /** Of the module's own names, those that the code replaces; a test holds that they are still there. */
  readonly names: readonly string[];
  /** JavaScript. */
  readonly code: string;
}

/** Something that users have, and what a request costs without it is measured. */
export interface Feature {
  readonly name: string;
  /** What is still done, or no longer, without it. */
  readonly without: string;
  readonly patches: readonly Patch[];
}

/** Each is a floor: what stands in for the feature does as little as the rest of the service lets it. */
export const features: readonly Feature[] = [
  {
    name: 'axios',
    without: 'undici’s own `request` in its place; no deadline ends it, and nothing retries it',
    patches: [
      {
        file: 'service-kit/src/upstream/upstream-client.ts',
        names: ['UpstreamClient', 'withOneRetry', 'upstream'],
        code: `
          import { Pool as BenchmarkPool } from 'undici';
          UpstreamClient.prototype.withOneRetry = async function (request) {
            this.benchmarkPool ??= new BenchmarkPool(this.upstream.origin, { connections: 64 });
            const { pathname, search } = new URL(request.url, this.upstream.origin);
            const { body, statusCode } = await this.benchmarkPool.request({
              method: 'GET', path: pathname + search, headers: request.headers,
            });
            return { status: statusCode, data: await body.text() };
          };`,
      },
    ],
  },
  {
    name: 'parsing',
    without: 'answers and queries are believed as they come',
    patches: [
      {
        file: 'contracts/src/users.ts',
        names: ['users', 'usersQuery'],
        code: `
          users.safeParse = (data) => ({ success: true, data });
          users.parse = (data) => data;
          Object.defineProperty(usersQuery, '~standard', {
            value: { ...usersQuery['~standard'], validate: (value) => ({ value }) },
          });`,
      },
    ],
  },
  {
    name: 'logs',
    without: 'a line no longer knows its request, since no request is followed through what it calls',
    patches: [
      {
        file: 'service-kit/src/http/request-context.ts',
        names: ['current'],
        code: `current.run = (_ids, work) => work();`,
      },
    ],
  },
  {
    name: 'metrics',
    without: 'no request and no call is observed',
    patches: [
      {
        file: 'service-kit/src/metrics/request-metrics.ts',
        names: ['addRequestMetrics'],
        code: `addRequestMetrics = () => undefined;`,
      },
      {
        file: 'service-kit/src/metrics/upstream-metrics.ts',
        names: ['UpstreamMetrics', 'observe'],
        code: `UpstreamMetrics.prototype.observe = () => undefined;`,
      },
    ],
  },
  {
    name: 'trace context',
    without: 'every request has the same trace, and none is handed on',
    patches: [
      {
        file: 'service-kit/src/http/trace-context.ts',
        names: ['traceContextOf', 'traceHeaders'],
        code: `
          const benchmarkTrace = { traceId: '0af7651916cd43dd8448eb211c80319c', flags: 0, state: undefined };
          traceContextOf = () => benchmarkTrace;
          traceHeaders = () => ({});`,
      },
    ],
  },
  {
    name: 'connections that end',
    without: 'a connection is kept for as many requests as come, and so old pods keep the load',
    patches: [
      {
        file: 'service-kit/src/http/server-options.ts',
        names: ['serverOptions', 'maxRequestsPerSocket'],
        code: `serverOptions.maxRequestsPerSocket = 0;`,
      },
    ],
  },
];
