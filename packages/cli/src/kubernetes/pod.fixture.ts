import type { CoreV1Event, V1ContainerStatus, V1Pod } from '@kubernetes/client-node';

const container: V1ContainerStatus = { name: 'api', image: 'api:1', imageID: '', ready: false, restartCount: 0 };

/** A pod of the service `api`, of which one container's state is as given. */
export function podWith(
  state: Partial<V1ContainerStatus>,
  status: V1Pod['status'] = {},
): V1Pod & { metadata: { name: string } } {
  return {
    metadata: { name: 'api-1', uid: '1', labels: { 'app.kubernetes.io/name': 'api', 'pod-template-hash': 'new' } },
    spec: { containers: [{ name: 'api', resources: { limits: { memory: '256Mi' } } }] },
    status: { containerStatuses: [{ ...container, ...state }], ...status },
  };
}

export const readyPod = podWith({ ready: true }, { conditions: [{ type: 'Ready', status: 'True' }] });

/** What was noted of that pod. */
export function event(reason: string, message: string, lastTimestamp = new Date(0)): CoreV1Event {
  return { metadata: {}, involvedObject: { uid: '1' }, reason, message, lastTimestamp };
}
