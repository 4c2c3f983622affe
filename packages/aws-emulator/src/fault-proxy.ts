import { type IncomingMessage, type ServerResponse, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { type AwsAnswer, type AwsCall, readCall } from './aws-call.ts';

/** Answers a call itself, or with nothing leaves it to the emulator. */
export type Answering = (call: AwsCall) => AwsAnswer | undefined;

export interface FaultProxy {
  readonly port: number;
  /** What was asked of it, in order. */
  readonly calls: readonly AwsCall[];
  /** From now on this answers first; without one, the emulator answers everything. */
  answer(answering?: Answering): void;
  /** Forgets the calls, and answers nothing itself any more. */
  reset(): void;
  stop(): Promise<void>;
}

/** Stands before the emulator, passes everything on, and lets a test answer what the emulator never would. */
export async function startFaultProxy(emulator: { readonly port: number }): Promise<FaultProxy> {
  const calls: AwsCall[] = [];
  let answering: Answering | undefined;
  const server = createServer((asked, answer) => {
    void respond(asked, answer);
  });
  const respond = async (asked: IncomingMessage, answer: ServerResponse): Promise<void> => {
    const body = await buffer(asked);
    const call = readCall(asked, body.toString());
    calls.push(call);
    const own = answering?.(call);
    if (own) answer.writeHead(own.status, own.headers).end(own.body);
    else passOn(emulator.port, asked, body, answer);
  };
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    port: (server.address() as AddressInfo).port,
    calls,
    answer: (next) => (answering = next),
    reset: () => {
      answering = undefined;
      calls.length = 0;
    },
    stop: async () => {
      // Clients keep their connections open; nobody waits for them.
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

function passOn(port: number, { method, url, headers }: IncomingMessage, body: Buffer, answer: ServerResponse): void {
  const passed = request({ host: '127.0.0.1', port, method, path: url, headers }, (answered) => {
    answer.writeHead(answered.statusCode ?? 502, answered.headers);
    answered.pipe(answer);
  });
  passed.on('error', (error) => answer.writeHead(502).end(String(error)));
  passed.end(body);
}
