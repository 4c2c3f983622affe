import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { fromRoot } from '@eks-practice/machine/repository';
import { run } from '@eks-practice/machine/run';
import { cores, onCore } from './cores.ts';

export interface ServerOptions {
  readonly bundle: string;
  readonly port: number;
  /** A path for the meter's socket that nothing else uses. */
  readonly socket: string;
  readonly env: Readonly<Record<string, string>>;
  readonly pinned: boolean;
  /** What it answers with 200 once it is up. */
  readonly readyUrl: string;
}

const meter = pathToFileURL(fromRoot('packages/benchmarks/src/processes/meter.ts')).href;

/** A server under test: a process of its own, on the servers' core. */
export class Server implements AsyncDisposable {
  private readonly stopping = new AbortController();
  private readonly ended: ReturnType<typeof run>;
  private readonly socket: string;

  private constructor({ bundle, port, socket, env, pinned }: ServerOptions) {
    this.socket = socket;
    // As the images start their services.
    const args = ['--import', meter, bundle];
    this.ended = run(...onCore(pinned, cores.servers, process.execPath, args), {
      env: { NODE_ENV: 'production', ...env, PORT: String(port), BENCHMARK_METER: socket },
      signal: this.stopping.signal,
      acceptFailure: true,
    });
  }

  /** @throws {Error} with what it printed, where it ends or does not answer within 30 s */
  static async start(options: ServerOptions): Promise<Server> {
    const server = new Server(options);
    let output: string | undefined;
    void server.ended.then((result) => (output = result.output));
    for (let tries = 0; tries < 300; tries++) {
      if (output !== undefined) break;
      // Its meter first: what answers at the port may be another process that took it.
      const isUp = await server.cpuMicroseconds().catch(() => undefined);
      const answer = isUp === undefined ? undefined : await fetch(options.readyUrl).catch(() => undefined);
      await answer?.arrayBuffer();
      if (answer?.ok) return server;
      await sleep(100);
    }
    await server[Symbol.asyncDispose]();
    throw new Error(`${options.bundle} does not serve ${options.readyUrl}: ${output ?? 'no answer within 30 s'}`);
  }

  /** CPU time that the process has used since it was started, in microseconds. */
  async cpuMicroseconds(): Promise<number> {
    const { user, system } = (await this.ask('cpu')) as NodeJS.CpuUsage;
    return user + system;
  }

  async startProfile(): Promise<void> {
    await this.ask('start-profile');
  }

  /** What V8 saw since {@link startProfile}. */
  async stopProfile(): Promise<unknown> {
    return this.ask('stop-profile');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.stopping.abort();
    await this.ended;
  }

  private async ask(question: string): Promise<unknown> {
    const socket = connect(this.socket).setEncoding('utf8');
    socket.write(question);
    let text = '';
    socket.on('data', (part: string) => (text += part));
    await once(socket, 'end');
    return JSON.parse(text);
  }
}
