import path from 'node:path';
import { serviceNamed } from '@eks-practice/catalogue/services';
import { users } from '@eks-practice/contracts/users';
import type { Bundles } from '../bundle-contender.ts';
import { type LoadOptions, type LoadResult, sendLoad } from './send-load.ts';
import { Server } from './server.ts';

export interface PairOptions {
  readonly name: string;
  readonly bundles: Bundles;
  /** The first of four ports on 127.0.0.1. */
  readonly firstPort: number;
  /** A folder for sockets. */
  readonly directory: string;
  readonly pinned: boolean;
}

/** Whom the load asks: api, which asks user-api, or user-api alone. */
export type Target = 'users' | 'user-api';

/** What one round measured. */
export interface Measured {
  readonly requestsPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** CPU time of both services for one answered request. */
  readonly cpuMicroseconds: number;
  /** CPU time of both services as a share of the time that passed; below 0.9 of a core something else was the limit. */
  readonly busy: number;
}

/** Both services of a contender, running, on one core. */
export class Pair implements AsyncDisposable {
  readonly name: string;
  readonly userApi: Server;
  readonly api: Server;
  private readonly urls: Readonly<Record<Target, string>>;
  private readonly pinned: boolean;

  private constructor(options: PairOptions, userApi: Server, api: Server) {
    this.name = options.name;
    this.pinned = options.pinned;
    this.userApi = userApi;
    this.api = api;
    this.urls = urlsOf(options);
  }

  static async start(options: PairOptions): Promise<Pair> {
    const { bundles, directory, firstPort, name, pinned } = options;
    const urls = urlsOf(options);
    const start = (service: keyof Bundles, port: number, readyUrl: string, more: Record<string, string> = {}) => {
      const env = {
        ...{ ADMIN_PORT: String(port + 1), LISTEN_ADDRESS: '127.0.0.1', POD_NAME: `${service}-0`, ...more },
        // The peers have none, and a machine that stumbles for two seconds should not end the benchmark.
        UPSTREAM_DEADLINE_MS: '10000',
      };
      const socket = path.join(directory, `${name}-${service}.sock`);
      return Server.start({ bundle: bundles[service], port, env, socket, pinned, readyUrl });
    };
    const userApi = await start('user-api', firstPort, urls['user-api']);
    try {
      const host = { [serviceNamed('user-api').hostVariable]: urls['user-api'].replace(/\/$/, '') };
      const api = await start('api', firstPort + 2, urls.users, host);
      const pair = new Pair(options, userApi, api);
      await pair.verify();
      return pair;
    } catch (error) {
      await userApi[Symbol.asyncDispose]();
      throw error;
    }
  }

  /** @throws {Error} where a request fails */
  async warmUp(load: Omit<LoadOptions, 'url'>): Promise<void> {
    for (const url of Object.values(this.urls)) await sendLoad({ ...load, url }, this.pinned);
  }

  /** @throws {Error} where a request fails */
  async measure(target: Target, connections: number, seconds: number): Promise<Measured> {
    const before = await this.cpu();
    const result = await sendLoad({ url: this.urls[target], connections, seconds }, this.pinned);
    return measuredOf(result, (await this.cpu()) - before);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.api[Symbol.asyncDispose]();
    await this.userApi[Symbol.asyncDispose]();
  }

  private async cpu(): Promise<number> {
    return (await this.userApi.cpuMicroseconds()) + (await this.api.cpuMicroseconds());
  }

  /** A contender that answers less than the contract says would be faster for it. */
  private async verify(): Promise<void> {
    for (const url of Object.values(this.urls)) {
      const answers = await Promise.all(
        Array.from({ length: 20 }, async () =>
          users
            .min(10)
            .max(100)
            .parse(await (await fetch(url)).json()),
        ),
      );
      const lengths = new Set(answers.map(({ length }) => length));
      if (lengths.size < 5) throw new Error(`${this.name} does not vary how many users it answers at ${url}`);
    }
  }
}

function urlsOf({ firstPort }: PairOptions): Readonly<Record<Target, string>> {
  return { 'user-api': `http://127.0.0.1:${firstPort}/`, users: `http://127.0.0.1:${firstPort + 2}/users` };
}

/** @param cpuMicroseconds that both services used meanwhile */
export function measuredOf({ answered, seconds, p50Ms, p99Ms }: LoadResult, cpuMicroseconds: number): Measured {
  return {
    requestsPerSecond: answered / seconds,
    p50Ms,
    p99Ms,
    cpuMicroseconds: cpuMicroseconds / answered,
    busy: cpuMicroseconds / 1e6 / seconds,
  };
}
