import {
  CoordinationV1Api,
  CoreV1Api,
  CustomObjectsApi,
  KubeConfig,
  type NodeMetricsList,
  setHeaderMiddleware,
} from '@kubernetes/client-node';
import type { ClusterFacts } from './readiness.ts';

/** How long an answer may take, in milliseconds: an API that is coming up may accept a connection and then be silent. */
const answerTimeout = 5_000;

/**
 * Asks the Kubernetes API how its cluster is.
 * @throws where it does not answer, or not yet to us
 */
export async function readClusterFacts(kubeconfig: string): Promise<ClusterFacts> {
  const config = new KubeConfig();
  config.loadFromString(kubeconfig);
  const options = bounded();
  const [nodes, leases, pods, nodeMetrics] = await Promise.all([
    config.makeApiClient(CoreV1Api).listNode({}, options),
    config.makeApiClient(CoordinationV1Api).listNamespacedLease({ namespace: 'kube-node-lease' }, options),
    config.makeApiClient(CoreV1Api).listPodForAllNamespaces({}, options),
    config
      .makeApiClient(CustomObjectsApi)
      .listClusterCustomObject({ group: 'metrics.k8s.io', version: 'v1beta1', plural: 'nodes' }, options)
      .catch(() => undefined),
  ]);
  const metrics = nodeMetrics as NodeMetricsList | undefined;
  return { nodes: nodes.items, leases: leases.items, pods: pods.items, nodeMetrics: metrics?.items };
}

function bounded() {
  // The client takes no deadline, but lets a middleware set a signal; this one is a way to have its own kind of result.
  const base = setHeaderMiddleware('Accept', 'application/json');
  const pre: typeof base.pre = (request) => {
    request.setSignal(AbortSignal.timeout(answerTimeout));
    return base.pre(request);
  };
  return { middleware: [{ ...base, pre }], middlewareMergeStrategy: 'append' as const };
}
