import { type Server, type ServerResponse, createServer } from 'node:http';
import { chmod, writeFile } from 'node:fs/promises';
import { kubeconfigFor } from '../recorder/fake-kubeconfig.fixture.ts';
import type { RunnerPod } from './runner-log.ts';

/** As much of a Kubernetes API server with k6-operator as a distributed load asks for. */
export class FakeOperator {
  /** What the runners come to. */
  runners: readonly RunnerPod[] = [];
  /** `status.stage` of the TestRun. */
  stage = 'finished';
  installed = true;
  /** What was made and removed, in order, e.g. `PATCH TestRun`. */
  readonly calls: string[] = [];
  /** What the runners were given to run. */
  archive = '';
  private readonly server: Server;

  constructor() {
    this.server = createServer((request, response) => {
      const { pathname } = new URL(request.url ?? '', 'http://localhost');
      let body = '';
      request.on('data', (chunk) => (body += String(chunk)));
      request.on('end', () => this.answer(request.method ?? '', pathname, body, response));
    });
  }

  /** @returns the path of a kubeconfig that leads here */
  start(directory: string): Promise<string> {
    return kubeconfigFor(this.server, directory);
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  private answer(method: string, path: string, body: string, response: ServerResponse): void {
    const send = (status: number, value: unknown): void => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
    };
    const log = /\/pods\/load-(\d+)\/log$/.exec(path);
    if (log) {
      response
        .writeHead(200, { 'content-type': 'text/plain' })
        .end(this.runners.find(({ index }) => index === Number(log[1]))?.output);
    } else if (path.endsWith('/customresourcedefinitions/testruns.k6.io')) {
      if (this.installed) send(200, definition);
      else send(404, { kind: 'Status', code: 404 });
    } else if (method === 'PATCH') {
      const object = JSON.parse(body) as { kind: string; binaryData?: Record<string, string> };
      this.calls.push(`make ${object.kind}`);
      this.archive += Buffer.from(object.binaryData?.['archive.tar'] ?? '', 'base64').toString();
      send(200, object);
    } else if (method === 'DELETE') {
      this.calls.push(`remove ${path.split('/').at(-2)}`);
      send(200, { kind: 'Status' });
    } else if (path.endsWith('/pods')) send(200, { kind: 'PodList', items: this.runners.map(podOf) });
    else if (path.endsWith('/testruns/load')) send(200, { status: { stage: this.stage } });
    else send(200, { kind: 'APIResourceList', resources: kinds });
  }
}

const definition = { spec: { versions: [{ name: 'v1alpha1', served: true }] } };

const kinds = [
  { kind: 'Namespace', name: 'namespaces', namespaced: false },
  { kind: 'ServiceAccount', name: 'serviceaccounts', namespaced: true },
  { kind: 'ConfigMap', name: 'configmaps', namespaced: true },
  { kind: 'TestRun', name: 'testruns', namespaced: true },
];

function podOf({ exitCode, index, uid }: RunnerPod) {
  const state = exitCode === undefined ? { running: {} } : { terminated: { exitCode } };
  return {
    metadata: { name: `load-${index}`, namespace: 'load', uid, labels: { 'job-name': `load-${index}` } },
    status: { phase: exitCode === undefined ? 'Running' : 'Succeeded', containerStatuses: [{ state }] },
  };
}

/** Stands in for k6 where all that is asked of it is its version and an archive, which says how it was to be made. */
export async function fakeK6(directory: string): Promise<string> {
  const file = `${directory}/k6`;
  const lines = ['#!/bin/sh', 'if [ "$1" = version ]; then echo "k6 v1.8.1"; else echo "$*" > "$4"; fi', ''];
  await writeFile(file, lines.join('\n'));
  await chmod(file, 0o755);
  return file;
}
