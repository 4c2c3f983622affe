import { CoreV1Api, KubeConfig, NetworkingV1Api } from '@kubernetes/client-node';
import type { LoadTarget } from '../load-target.ts';

/**
 * The host names under which a stage is found from outside, as its cluster has them: those that its Services' load balancers
 * were given, and those that its Ingresses serve.
 * @throws whatever the client throws where the cluster does not answer
 */
export async function stageHosts({
  kubeconfigPath,
  stage,
}: Pick<LoadTarget, 'kubeconfigPath' | 'stage'>): Promise<string[]> {
  const config = new KubeConfig();
  config.loadFromFile(kubeconfigPath);
  const namespace = stage.name;
  const [services, ingresses] = await Promise.all([
    config.makeApiClient(CoreV1Api).listNamespacedService({ namespace }),
    config.makeApiClient(NetworkingV1Api).listNamespacedIngress({ namespace }),
  ]);
  const given = services.items.flatMap(({ status }) => status?.loadBalancer?.ingress ?? []);
  const served = ingresses.items.flatMap(({ spec }) => spec?.rules ?? []);
  return [...given.map(({ hostname }) => hostname), ...served.map(({ host }) => host)].filter(
    (name) => name !== undefined,
  );
}
