import { AutoscalingV2Api, CoreV1Api, DiscoveryV1Api, KubeConfig } from '@kubernetes/client-node';
import { now } from '../clock.ts';
import type { LoadTarget } from '../load-target.ts';
import { type ClusterInfo, clusterInfo } from './cluster-info.ts';
import { watchMachine } from './machine-cpu.ts';
import { observeAutoscaler, observeEndpoints, observePod, observePodGone } from './observe.ts';
import { observeRestarts } from './observe-wear.ts';
import { pollApi } from './poll-api.ts';
import { pollCpu } from './poll-cpu.ts';
import { type Recording, emptyRecording } from './recording.ts';
import { watchObjects } from './watch-objects.ts';

export interface Recorder {
  /** Filled as things happen. */
  readonly recording: Recording;
  readonly cluster: ClusterInfo;
  /** Ends every watch; a gap that still lasts stays open. */
  stop(): Promise<void>;
}

/**
 * Records what happens to a stage, all by one clock, from what is there now.
 * @throws where the cluster does not answer
 */
export async function startRecorder({ kubeconfigPath, stage }: LoadTarget): Promise<Recorder> {
  const config = new KubeConfig();
  config.loadFromFile(kubeconfigPath);
  const namespace = stage.name;
  const workloads = new Set(Object.keys(stage.services));
  const recording = emptyRecording();
  const cluster = await clusterInfo(config);
  const ends: (() => void | Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    for (const end of ends) await end();
  };
  const watch = async <T extends object>(
    options: Omit<Parameters<typeof watchObjects<T>>[0], 'config' | 'recording'>,
  ) => {
    ends.push(await watchObjects<T>({ ...options, config, recording }));
  };
  try {
    ends.push(watchMachine(recording));
    await watch({
      source: 'horizontalpodautoscalers',
      path: `/apis/autoscaling/v2/namespaces/${namespace}/horizontalpodautoscalers`,
      list: () => config.makeApiClient(AutoscalingV2Api).listNamespacedHorizontalPodAutoscaler({ namespace }),
      onChange: (hpa) => observeAutoscaler(recording, workloads, hpa, now()),
      onGone: () => undefined,
    });
    let initial = true;
    await watch({
      source: 'pods',
      path: `/api/v1/namespaces/${namespace}/pods`,
      list: () => config.makeApiClient(CoreV1Api).listNamespacedPod({ namespace }),
      onChange: (pod) => {
        observePod(recording, workloads, pod, now(), initial);
        observeRestarts(recording, workloads, pod, now());
      },
      onGone: (pod) => observePodGone(recording, pod, now()),
    });
    initial = false;
    await watch({
      source: 'endpointslices',
      path: `/apis/discovery.k8s.io/v1/namespaces/${namespace}/endpointslices`,
      list: () => config.makeApiClient(DiscoveryV1Api).listNamespacedEndpointSlice({ namespace }),
      onChange: (_, slices) => observeEndpoints(recording, workloads, slices, now()),
      onGone: (_, slices) => observeEndpoints(recording, workloads, slices, now()),
    });
    ends.push(pollApi(config, recording));
    ends.push(pollCpu({ config, namespace, workloads, clusterAheadMs: cluster.aheadMs, recording }));
  } catch (error) {
    await stop();
    throw error;
  }
  return { recording, cluster, stop };
}
