import { type Server, type ServerResponse, createServer } from 'node:http';
import { kubeconfigFor } from './fake-kubeconfig.fixture.ts';

interface FakeObject {
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly [field: string]: unknown;
}

type Resource =
  'deployments' | 'horizontalpodautoscalers' | 'pods' | 'endpointslices' | 'services' | 'ingresses' | 'nodes';

/** As much of a Kubernetes API server as the recorder asks for: lists and watches of a few resources, and pod metrics. */
export class FakeApiServer {
  /** What a list answers. */
  readonly objects: Record<Resource, FakeObject[]> = {
    ...{ deployments: [], horizontalpodautoscalers: [], pods: [], endpointslices: [] },
    ...{ services: [], ingresses: [], nodes: [] },
  };
  podMetrics: unknown[] = [];
  /** The resource version that each watch of pods asked to go on from. */
  readonly podWatchesFrom: (string | null)[] = [];
  /** Answers 503 to everything. */
  down = false;
  /** Takes every request that is not a watch, and answers none. */
  silent = false;
  /** Resources that it answers 403 for. */
  readonly forbidden = new Set<Resource>();
  private readonly watches: { resource: Resource; response: ServerResponse }[] = [];
  private readonly server: Server;

  constructor() {
    this.server = createServer((request, response) => {
      const url = new URL(request.url ?? '', 'http://localhost');
      response.setHeader('content-type', 'application/json');
      if (this.down) response.writeHead(503).end('{"kind":"Status","code":503}');
      else if (this.forbidden.has(resourceOf(url.pathname)))
        response.writeHead(403).end('{"kind":"Status","code":403}');
      else if (url.searchParams.get('watch') === 'true') this.watch(url, response);
      else if (!this.silent) response.end(JSON.stringify(this.answer(url.pathname)));
    });
  }

  /** @returns the path of a kubeconfig that leads here */
  start(directory: string): Promise<string> {
    return kubeconfigFor(this.server, directory);
  }

  stop(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve, reject) => this.server.close((error) => (error ? reject(error) : resolve())));
  }

  /** Tells whoever watches. */
  emit(resource: Resource, type: 'ADDED' | 'MODIFIED' | 'DELETED', object: FakeObject): void {
    for (const watch of this.watches.filter((one) => one.resource === resource)) {
      watch.response.write(`${JSON.stringify({ type, object })}\n`);
    }
  }

  /** Cuts every watch off, as a broken network would. */
  breakWatches(): void {
    for (const { response } of this.watches.splice(0)) response.destroy();
  }

  private watch(url: URL, response: ServerResponse): void {
    const resource = resourceOf(url.pathname);
    if (resource === 'pods') this.podWatchesFrom.push(url.searchParams.get('resourceVersion'));
    response.flushHeaders();
    this.watches.push({ resource, response });
  }

  private answer(path: string): unknown {
    if (path === '/version/' || path === '/version') return { gitVersion: 'v1.36.3' };
    if (path.startsWith('/apis/metrics.k8s.io/')) return { kind: 'PodMetricsList', items: this.podMetrics };
    const items = this.objects[resourceOf(path)];
    return { kind: 'List', apiVersion: 'v1', metadata: { resourceVersion: '100' }, items };
  }
}

function resourceOf(path: string): Resource {
  return path.split('/').at(-1) as Resource;
}
