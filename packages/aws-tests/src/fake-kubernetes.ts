import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { type Server, createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { silent } from '@eks-practice/machine/progress';
import { run } from '@eks-practice/machine/run';
import { ensureCommands } from '@eks-practice/machine/programs/system-packages';

/** A Kubernetes API that lists what a test gives it, as far as the tool asks, and remembers who asked. */
export class FakeKubernetes implements AsyncDisposable {
  /** By the last part of the path: `deployments`, `services`. */
  readonly lists: Record<string, object[]> = {};
  /** What the answer to a pod's log is. */
  log = '';
  /** The bearer tokens that came. */
  readonly tokens = new Set<string>();
  /** What its certificate is signed with: itself. PEM in base64. */
  readonly certificateAuthority: string;
  readonly #server: Server;

  private constructor(key: Buffer, cert: Buffer) {
    this.certificateAuthority = cert.toString('base64');
    this.#server = createServer({ key, cert }, ({ url = '', headers }, response) => {
      this.tokens.add(headers.authorization?.replace('Bearer ', '') ?? '');
      const path = url.split('?')[0] ?? '';
      if (path.endsWith('/log')) {
        response.end(this.log);
        return;
      }
      const items = this.lists[path.split('/').at(-1) ?? ''] ?? [];
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ kind: 'List', apiVersion: 'v1', metadata: { resourceVersion: '1' }, items }));
    });
  }

  static async start(): Promise<FakeKubernetes> {
    const fake = new FakeKubernetes(...(await certificate()));
    await new Promise<void>((listening) => fake.#server.listen(0, '127.0.0.1', listening));
    return fake;
  }

  get url(): string {
    return `https://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((closed) => this.#server.close(closed));
  }
}

/** A key and a certificate for 127.0.0.1 by it: the client takes no API without. */
async function certificate(): Promise<[key: Buffer, certificate: Buffer]> {
  const purpose = 'make a certificate for a test';
  await ensureCommands([{ command: 'openssl', debianPackage: 'openssl', purpose }], silent);
  const directory = await mkdtemp(path.join(tmpdir(), 'fake-kubernetes-'));
  const [key, cert] = [path.join(directory, 'key.pem'), path.join(directory, 'cert.pem')];
  try {
    const kind = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '1'];
    const whose = ['-subj', '/CN=fake', '-addext', 'subjectAltName=IP:127.0.0.1'];
    await run('openssl', ['req', ...kind, ...whose, '-keyout', key, '-out', cert]);
    return [await readFile(key), await readFile(cert)];
  } finally {
    await rm(directory, { recursive: true });
  }
}
