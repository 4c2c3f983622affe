import { type AxiosAdapter, AxiosError, AxiosHeaders, type AxiosResponse, CanceledError } from 'axios';
import type { InternalAxiosRequestConfig } from 'axios';
import type { Dispatcher } from 'undici';
import type { Connections } from './connection-pool.ts';

/**
 * Lets axios get over undici's connections. A call costs half the CPU that it does over Node's client, which axios wraps
 * in streams and follows through redirects. It reads of a request what we send: a path, a signal, and headers that an
 * interceptor adds.
 * @param headers of this call; axios would copy and normalise them several times, at as much CPU as all else that it does
 */
export function undiciAdapter(connections: Connections, headers: Readonly<Record<string, string>>): AxiosAdapter {
  return (config) =>
    new Promise((resolve, reject) => {
      const { url: path = '/', headers: added } = config;
      const call = new Call(config, resolve, reject);
      connections.dispatch({ method: 'GET', path, headers: allHeaders(headers, added) }, call);
    });
}

/** Of every call. */
const fixedHeaders = ['accept', 'application/json', 'accept-encoding', 'identity'];

/** Names and values in turn, which undici takes as they are. */
function allHeaders(...groups: readonly Readonly<Record<string, unknown>>[]): string[] {
  const all = [...fixedHeaders];
  for (const group of groups) for (const name of Object.keys(group)) all.push(name, String(group[name]));
  return all;
}

/** A call on its way, from its place in the queue to the last byte of its answer. */
class Call implements Dispatcher.DispatchHandler {
  private status = 0;
  private readonly chunks: Buffer[] = [];
  private controller: Dispatcher.DispatchController | undefined;
  private readonly config: InternalAxiosRequestConfig;
  private readonly resolve: (answer: AxiosResponse<string>) => void;
  private readonly reject: (error: Error) => void;

  constructor(config: InternalAxiosRequestConfig, resolve: Call['resolve'], reject: Call['reject']) {
    this.config = config;
    this.resolve = resolve;
    this.reject = reject;
    config.signal?.addEventListener?.('abort', this.cancel);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    // Thrown here, it passes on the connection; aborted, it would cost one that may serve the next in the queue.
    if (this.config.signal?.aborted) throw new CanceledError();
    this.controller = controller;
  }

  onResponseStart(controller: Dispatcher.DispatchController, status: number): void {
    this.status = status;
    if (status <= 200) return;
    // Its body is of no use, and whoever answers so may not be the upstream: in the moment in which no rule leads a Service's
    // address to a pod, a proxy on the way out may take the connection, and would answer in the upstream's name for as
    // long as it is kept.
    this.resolve(this.answer(''));
    controller.abort(new CanceledError());
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.chunks.push(chunk);
  }

  onResponseEnd(): void {
    const { chunks } = this;
    const data = chunks.length === 1 ? String(chunks[0]) : String(Buffer.concat(chunks));
    this.resolve(this.answer(data));
  }

  onResponseError(_controller: unknown, error: Error & { code?: string }): void {
    const { config, status } = this;
    const begun = status === 0 ? undefined : this.answer('');
    const failure = new AxiosError(error.message, error.code ?? error.name, config, undefined, begun);
    failure.cause = error;
    this.reject(failure);
  }

  private readonly cancel = (): void => {
    const reason = new CanceledError();
    this.controller?.abort(reason);
    // One that still waits for a connection has no controller, and its caller should not wait for one.
    this.reject(reason);
  };

  /** Without the headers: axios would copy each, and nobody reads them. */
  private answer(data: string): AxiosResponse<string> {
    return { data, status: this.status, statusText: '', headers: new AxiosHeaders(), config: this.config };
  }
}
