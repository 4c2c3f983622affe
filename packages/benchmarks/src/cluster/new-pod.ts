import { setTimeout as sleep } from 'node:timers/promises';
import { CoreV1Api, type KubeConfig } from '@kubernetes/client-node';
import { request } from 'undici';

const pollMs = 50;

/** The names of a service's pods. */
export async function podsOf(config: KubeConfig, namespace: string, service: string): Promise<Set<string>> {
  const labelSelector = `app.kubernetes.io/name=${service}`;
  const { items } = await config.makeApiClient(CoreV1Api).listNamespacedPod({ namespace, labelSelector });
  return new Set(items.flatMap(({ metadata }) => metadata?.name ?? []));
}

/**
 * Asks until a pod answers that is none of these. Each request has a connection of its own, which may lead to any pod.
 * @returns when, by `performance.now()`
 */
export async function answeredByNewPod(url: string, pods: ReadonlySet<string>, signal: AbortSignal): Promise<number> {
  for (;;) {
    const { body, headers, statusCode } = await request(url, { reset: true, signal });
    await body.dump();
    const pod = headers['x-served-by'];
    if (statusCode === 200 && typeof pod === 'string' && !pods.has(pod)) return performance.now();
    await sleep(pollMs, undefined, { signal });
  }
}
