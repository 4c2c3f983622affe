import { type AxiosAdapter, AxiosError, AxiosHeaders, type AxiosResponse, CanceledError } from 'axios';
import type { InternalAxiosRequestConfig } from 'axios';
import type { Dispatcher } from 'undici';
import type { CallLimit } from './call-limit.ts';
import type { Connections } from './connection-pool.ts';

/** What axios does not carry: headers it would copy and normalise several times, a signal it would look at as often. */
export interface AttemptOptions {
  readonly headers: Readonly<Record<string, string>>;
  readonly limit: CallLimit;
}

/**
 * Lets axios get over undici's connections. A call costs half the CPU that it does over Node's client, which axios wraps
 * in streams and follows through redirects. It reads of a request what we send: a path, and headers that an interceptor
 * adds.
 */
export function undiciAdapter(connections: Connections, { headers, limit }: AttemptOptions): AxiosAdapter {
  return (config) =>
    new Promise((resolve, reject) => {
      if (limit.givenUp) throw new CanceledError();
      const { url: path = '/', headers: added } = config;
      const attempt = new Attempt({ config, limit, resolve, reject });
      connections.dispatch({ method: 'GET', path, headers: allHeaders(headers, added) }, attempt);
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

interface AttemptProps {
  readonly config: InternalAxiosRequestConfig;
  readonly limit: CallLimit;
  readonly resolve: (answer: AxiosResponse<string>) => void;
  readonly reject: (error: Error) => void;
}

/** An attempt of a call on its way, from its place in the queue to the last byte of its answer. */
class Attempt implements Dispatcher.DispatchHandler {
  private status = 0;
  private readonly chunks: Buffer[] = [];
  private controller: Dispatcher.DispatchController | undefined;
  private readonly props: AttemptProps;

  constructor(props: AttemptProps) {
    this.props = props;
    props.limit.attempt(this.cancel);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    // Thrown here, it passes on the connection; aborted, it would cost one that may serve the next in the queue.
    if (this.props.limit.givenUp) throw new CanceledError();
    this.controller = controller;
  }

  onResponseStart(controller: Dispatcher.DispatchController, status: number): void {
    this.status = status;
    if (status <= 200) return;
    // Its body is of no use, and whoever answers so may not be the upstream: in the moment in which no rule leads a Service's
    // address to a pod, a proxy on the way out may take the connection, and would answer in the upstream's name for as
    // long as it is kept.
    this.props.resolve(this.answer(''));
    controller.abort(new CanceledError());
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.chunks.push(chunk);
  }

  onResponseEnd(): void {
    const { chunks } = this;
    const data = chunks.length === 1 ? String(chunks[0]) : String(Buffer.concat(chunks));
    this.props.resolve(this.answer(data));
  }

  onResponseError(_controller: unknown, error: Error & { code?: string }): void {
    const { config, reject } = this.props;
    const begun = this.status === 0 ? undefined : this.answer('');
    const failure = new AxiosError(error.message, error.code ?? error.name, config, undefined, begun);
    failure.cause = error;
    reject(failure);
  }

  private readonly cancel = (): void => {
    const reason = new CanceledError();
    this.controller?.abort(reason);
    // One that still waits for a connection has no controller, and its caller should not wait for one.
    this.props.reject(reason);
  };

  /** Without the headers: axios would copy each, and nobody reads them. */
  private answer(data: string): AxiosResponse<string> {
    return { data, status: this.status, statusText: '', headers: new AxiosHeaders(), config: this.props.config };
  }
}
