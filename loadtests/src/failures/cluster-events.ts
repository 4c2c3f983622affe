import type { EndpointsSample, PodLife, Recording } from '../recorder/recording.ts';
import type { ClusterEvent, ClusterEventKind } from './attribute-failures.ts';

/** Everything in a recording that may be why a request failed, in the order of time. */
export function clusterEvents(recording: Pick<Recording, 'pods' | 'endpoints' | 'autoscalers'>): ClusterEvent[] {
  const events = [
    ...recording.pods.flatMap(podEvents),
    ...changes(recording.endpoints, ({ workload }) => workload, endpointEvent),
    ...changes(
      recording.autoscalers,
      ({ workload }) => workload,
      (before, { at, workload, desired }) =>
        desired === before.desired
          ? undefined
          : { at, kind: 'autoscaler', text: `${workload} was to go from ${before.desired} pods to ${desired}` },
    ),
  ];
  return events.sort((a, b) => a.at - b.at);
}

function podEvents({ name, initial, createdAt, readyAt, deletingAt, goneAt }: PodLife): ClusterEvent[] {
  const steps: [number | null, ClusterEventKind, string][] = [
    // What was there when the recording began did not just happen.
    [initial ? null : createdAt, 'pod-created', 'was created'],
    [initial ? null : readyAt, 'pod-ready', 'became ready'],
    [deletingAt, 'pod-goes', 'was told to go'],
    [goneAt, 'pod-gone', 'was gone'],
  ];
  return steps.flatMap(([at, kind, what]) => (at === null ? [] : [{ at, kind, text: `pod ${name} ${what}` }]));
}

function endpointEvent(before: EndpointsSample, { at, workload, ready }: EndpointsSample): ClusterEvent {
  const kind = ready < before.ready ? 'endpoint-lost' : 'endpoint-won';
  return { at, kind, text: `${workload} went from ${before.ready} endpoints to ${ready}` };
}

/** What follows from each sample and the one before it of the same workload. */
function changes<T>(
  samples: readonly T[],
  workloadOf: (sample: T) => string,
  event: (before: T, after: T) => ClusterEvent | undefined,
): ClusterEvent[] {
  return [...Map.groupBy(samples, workloadOf).values()].flatMap((ofWorkload) =>
    ofWorkload.slice(1).flatMap((after, index) => event(ofWorkload[index] as T, after) ?? []),
  );
}
