import { type IncomingHttpHeaders, type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request as the upstream received it. */
export interface ReceivedRequest {
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  /** Which of the upstream's connections it came on, from 1 on. */
  readonly connection: number;
}

/** @param attempt which request of all this is, from 1 on */
export type Script = (response: ServerResponse, attempt: number, request: IncomingMessage) => void;

/** An HTTP server on a free port of 127.0.0.1 that does what a test tells it to, and remembers what it was asked. */
export class ScriptedUpstream implements AsyncDisposable {
  readonly received: ReceivedRequest[] = [];
  private readonly server = createServer();
  private connections = 0;

  private constructor(script: Script) {
    const numbers = new WeakMap<object, number>();
    this.server.on('connection', (socket) => numbers.set(socket, ++this.connections));
    this.server.on('request', (request, response) => {
      const { url = '', headers, socket } = request;
      this.received.push({ url, headers, connection: numbers.get(socket) ?? 0 });
      script(response, this.received.length, request);
    });
  }

  static async start(script: Script): Promise<ScriptedUpstream> {
    const upstream = new ScriptedUpstream(script);
    await new Promise<void>((resolve) => upstream.server.listen(0, '127.0.0.1', resolve));
    return upstream;
  }

  /** `127.0.0.1:<port>` */
  get host(): string {
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.server.closeAllConnections();
    await closed;
  }
}

/** Where nobody listens. */
export async function refusingHost(): Promise<string> {
  await using upstream = await ScriptedUpstream.start((response) => response.end());
  return upstream.host;
}
