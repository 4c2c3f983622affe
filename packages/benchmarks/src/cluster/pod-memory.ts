import { setTimeout as sleep } from 'node:timers/promises';
import { mebibytes } from '@eks-practice/loadtests/recorder/quantity';
import { type KubeConfig, Metrics } from '@kubernetes/client-node';

/** metrics-server measures every 15 s at most; several times that means that it does not. */
const patienceMs = 120_000;

/**
 * The working set of each pod of a service, in MiB, as metrics-server measured it after a time: what the kubelet, too, holds
 * against the limit.
 * @throws {Error} where it measures nothing any more
 */
export async function podMemory(config: KubeConfig, namespace: string, service: string, after: Date) {
  const metrics = new Metrics(config);
  for (const start = Date.now(); Date.now() - start < patienceMs; await sleep(2000)) {
    const { items } = await metrics.getPodMetrics(namespace);
    const ofService = items.filter(({ metadata }) => metadata.labels?.['app.kubernetes.io/name'] === service);
    const fresh = ofService.filter(({ timestamp }) => new Date(timestamp) > after);
    if (fresh.length === 0 || fresh.length < ofService.length) continue;
    return fresh.map(({ containers }) => containers.reduce((sum, { usage }) => sum + mebibytes(usage.memory), 0));
  }
  throw new Error(`metrics-server has measured no pod of ${service} for ${patienceMs / 1000} s`);
}
