import { type IncomingHttpHeaders, createServer } from 'node:http';
import { request } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { KubeConfig } from '@kubernetes/client-node';

/** The Kubernetes API as a cluster shows it whose clock is ahead of this machine's. */
export interface ShiftedApi extends AsyncDisposable {
  /** A kubeconfig that leads to it, as text. */
  readonly kubeconfig: string;
}

/**
 * Puts a proxy on 127.0.0.1 before a cluster's API that moves every time in its answers, the header `date` included.
 * @param aheadMs how far; whole seconds, in milliseconds
 */
export async function shiftedApi(config: KubeConfig, aheadMs: number): Promise<ShiftedApi> {
  const { server: origin = '' } = config.getCurrentCluster() ?? {};
  const tls: Parameters<KubeConfig['applyToHTTPSOptions']>[0] = {};
  await config.applyToHTTPSOptions(tls);
  const proxy = createServer((asked, answer) => {
    const headers = without(asked.headers, ['host', 'accept-encoding']);
    const options = { ...tls, method: asked.method ?? 'GET', headers: { ...headers, ...tls.headers } };
    const passedOn = request(new URL(asked.url ?? '/', origin), options as object, (found) => {
      // Line ends are added, so that the length is another.
      const headers = without(found.headers, ['content-length']);
      answer.writeHead(found.statusCode ?? 502, { ...headers, date: shiftedDate(found.headers.date, aheadMs) });
      answer.flushHeaders();
      // Line by line, since a watch sends an object a line, and a time may be cut by a chunk's end.
      let rest = '';
      found.setEncoding('utf8');
      found.on('data', (chunk: string) => {
        const lines = (rest + chunk).split('\n');
        rest = lines.pop() ?? '';
        for (const line of lines) answer.write(`${shiftedTimes(line, aheadMs)}\n`);
      });
      found.on('end', () => answer.end(shiftedTimes(rest, aheadMs)));
      found.on('error', () => answer.destroy());
    });
    passedOn.on('error', () => answer.destroy());
    answer.on('close', () => passedOn.destroy());
    asked.pipe(passedOn);
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const { port } = proxy.address() as AddressInfo;
  return {
    kubeconfig: kubeconfigFor(`http://127.0.0.1:${port}`),
    [Symbol.asyncDispose]: async () => {
      proxy.closeAllConnections();
      await new Promise((resolve) => proxy.close(resolve));
    },
  };
}

function without(headers: IncomingHttpHeaders, gone: readonly string[]): IncomingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !gone.includes(name)));
}

function shiftedDate(date: string | undefined, aheadMs: number): string {
  return new Date((date === undefined ? Date.now() : Date.parse(date)) + aheadMs).toUTCString();
}

/** Moves each time (RFC 3339, in UTC) in a text, and leaves its fraction of a second as it is. */
export function shiftedTimes(text: string, aheadMs: number): string {
  return text.replace(/"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d+)?Z"/g, (_, whole: string, fraction = '') => {
    const moved = new Date(Date.parse(`${whole}Z`) + aheadMs).toISOString().slice(0, whole.length);
    return `"${moved}${fraction}Z"`;
  });
}

function kubeconfigFor(server: string): string {
  const name = 'shifted';
  return JSON.stringify({
    ...{ apiVersion: 'v1', kind: 'Config', 'current-context': name },
    clusters: [{ name, cluster: { server, 'insecure-skip-tls-verify': true } }],
    contexts: [{ name, context: { cluster: name, user: name } }],
    users: [{ name, user: {} }],
  });
}
