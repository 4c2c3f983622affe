import { type IncomingMessage, type ServerResponse, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { goProgram } from '@eks-practice/machine/programs/go-program';
import { silent } from '@eks-practice/machine/progress';
import { run } from '@eks-practice/machine/run';

/** What a registry answers where it refuses. */
export interface RegistryRefusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

/** Refuses a request, or with nothing lets it through. */
export type Refusing = (method: string, path: string) => RegistryRefusal | undefined;

/** A registry that keeps images, behind the sign-in that ECR's has. */
export interface RegistryServer extends AsyncDisposable {
  /** As it stands before an image's name; Docker needs no TLS to 127.0.0.1. */
  readonly host: string;
  readonly password: string;
  /** From now on this is asked first. */
  refuse(refusing?: Refusing): void;
  /** Whether it has that image. */
  has(repository: string, tag: string): Promise<boolean>;
  stop(): Promise<void>;
}

/** Compiles a registry from its Go module, once, and starts it on a free port of 127.0.0.1. */
export async function startRegistry(): Promise<RegistryServer> {
  const password = 'correct horse';
  const authorization = `Basic ${Buffer.from(`AWS:${password}`).toString('base64')}`;
  let refusing: Refusing | undefined;
  const registry = await startStore();
  const server = createServer((asked, answer) => {
    const refusal = asked.headers.authorization === authorization ? undefined : signInFirst(asked);
    const refused = refusal ?? refusing?.(asked.method ?? '', asked.url ?? '');
    if (refused) refuse(refused, asked, answer);
    else passOn(registry.port, asked, answer);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const stop = async (): Promise<void> => {
    server.closeAllConnections();
    server.close();
    await registry.stop();
  };
  return {
    ...{ host, password, stop, [Symbol.asyncDispose]: stop },
    refuse: (next) => (refusing = next),
    has: async (repository, tag) => {
      const url = `http://${host}/v2/${repository}/manifests/${tag}`;
      return (await fetch(url, { method: 'HEAD', headers: { authorization } })).ok;
    },
  };
}

/** ECR's answer to no password, and to a wrong one. */
function signInFirst({ headers }: IncomingMessage): RegistryRefusal {
  const message = headers.authorization === undefined ? 'no basic auth credentials' : 'Not Authorized';
  return { status: 401, code: 'UNAUTHORIZED', message };
}

function refuse({ status, code, message }: RegistryRefusal, asked: IncomingMessage, answer: ServerResponse): void {
  // Read to its end, or Docker sees a broken connection instead of the answer.
  asked.resume();
  asked.on('end', () => {
    const headers = { 'content-type': 'application/json', 'www-authenticate': 'Basic realm="registry"' };
    answer.writeHead(status, headers).end(JSON.stringify({ errors: [{ code, message }] }));
  });
}

function passOn(port: number, asked: IncomingMessage, answer: ServerResponse): void {
  const { method, url, headers } = asked;
  const passed = request({ host: '127.0.0.1', port, method, path: url, headers }, (answered) => {
    answer.writeHead(answered.statusCode ?? 502, answered.headers);
    answered.pipe(answer);
  });
  passed.on('error', (error) => answer.writeHead(502).end(String(error)));
  asked.pipe(passed);
}

async function startStore(): Promise<{ readonly port: number; stop(): Promise<void> }> {
  const moduleDirectory = path.join(import.meta.dirname, '..', 'registry');
  const packagePath = 'github.com/google/go-containerregistry/cmd/registry';
  const binary = await goProgram({ name: 'registry', moduleDirectory, packagePath }, silent);
  const ending = new AbortController();
  const { promise: port, resolve, reject } = Promise.withResolvers<number>();
  const ended = run(binary, ['-port', '0'], {
    signal: ending.signal,
    acceptFailure: true,
    keepOutput: false,
    onLine: (line) => {
      const found = /serving on port (\d+)/.exec(line)?.[1];
      if (found) resolve(Number(found));
    },
  });
  void ended.then(() => reject(new Error('the registry ended before it listened')));
  return {
    port: await port,
    stop: async () => {
      ending.abort();
      await ended;
    },
  };
}
