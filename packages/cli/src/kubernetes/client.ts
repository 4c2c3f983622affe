import { readFile } from 'node:fs/promises';
import { AppsV1Api, AutoscalingV2Api, CoreV1Api, KubeConfig, KubernetesObjectApi } from '@kubernetes/client-node';

/** The Kubernetes API, as far as the tool uses it. */
export interface KubernetesClient {
  readonly objects: KubernetesObjectApi;
  readonly core: CoreV1Api;
  readonly apps: AppsV1Api;
  readonly autoscaling: AutoscalingV2Api;
}

/** Connects as the kubeconfig file says, with its current context. */
export async function kubernetesClient(kubeconfigPath: string): Promise<KubernetesClient> {
  const config = new KubeConfig();
  config.loadFromString(await readFile(kubeconfigPath, 'utf8'));
  return {
    objects: KubernetesObjectApi.makeApiClient(config),
    core: config.makeApiClient(CoreV1Api),
    apps: config.makeApiClient(AppsV1Api),
    autoscaling: config.makeApiClient(AutoscalingV2Api),
  };
}

/** Whether the API server's answer was 404. */
export function isMissing(error: unknown): boolean {
  return (error as { code?: number } | undefined)?.code === 404;
}
