import type { V1Pod, V2HorizontalPodAutoscaler } from '@kubernetes/client-node';
import { expect, test } from '@jest/globals';
import { autoscalerProblem, cpuPercentOf } from './autoscaler-problem.ts';
import { podWith, readyPod } from './pod.fixture.ts';

const spec = { maxReplicas: 5, scaleTargetRef: { kind: 'Deployment', name: 'api' } };

function autoscaler(type?: 'ScalingActive' | 'AbleToScale', reason = '', message = ''): V2HorizontalPodAutoscaler {
  const conditions = type ? [{ type, status: 'False', reason, message }] : [];
  return { spec, status: { desiredReplicas: 1, conditions } };
}

const cannotFetch = 'failed to get cpu utilization: unable to get metrics for resource cpu: ';
const blind = (message: string) => autoscaler('ScalingActive', 'FailedGetResourceMetric', `${cannotFetch}${message}`);
const noApi = blind(
  'unable to fetch metrics from resource metrics API: the server could not find the requested resource',
);
const noMetrics = blind('no metrics returned from resource metrics API');
const unpulled = podWith({ state: { waiting: { reason: 'ErrImagePull' } } });
const healthy = { pods: [readyPod], metricsServer: [readyPod] };

interface Row {
  readonly autoscaler: V2HorizontalPodAutoscaler;
  readonly around?: Partial<{ pods: V1Pod[]; metricsServer: V1Pod[] }>;
  readonly cause: string;
  readonly says?: string;
  readonly passes: boolean;
}

// The messages are those that the controller of Kubernetes 1.36 writes.
const rows: Record<string, Row> = {
  'it is new': { autoscaler: autoscaler(), cause: 'waiting', passes: true },
  'there is no metrics-server': {
    autoscaler: noApi,
    around: { metricsServer: [] },
    cause: 'no-metrics-server',
    passes: false,
  },
  'metrics-server is not ready': {
    autoscaler: noApi,
    around: { metricsServer: [unpulled] },
    cause: 'metrics-server',
    says: 'ErrImagePull',
    passes: false,
  },
  'metrics-server has only just become ready': { autoscaler: noApi, cause: 'waiting', passes: true },
  'nothing has been measured yet': { autoscaler: noMetrics, cause: 'waiting', says: 'not been measured', passes: true },
  'no pod is ready': {
    autoscaler: noMetrics,
    around: { pods: [unpulled] },
    cause: 'unready',
    says: 'ErrImagePull',
    passes: true,
  },
  'a container has no request': {
    autoscaler: blind('missing request for cpu in container sidecar of Pod api-1'),
    cause: 'request',
    says: 'the container sidecar',
    passes: false,
  },
  'the selector matches nothing': {
    autoscaler: blind('no pods returned by selector while calculating replica count'),
    cause: 'selector',
    passes: false,
  },
  'another autoscaler has the same pods': {
    autoscaler: autoscaler(
      'ScalingActive',
      'AmbiguousSelector',
      'pods by selector x are controlled by multiple HPAs: [a b]',
    ),
    cause: 'selector',
    passes: false,
  },
  'its Deployment is gone': {
    autoscaler: autoscaler('AbleToScale', 'FailedGetScale', `unable to get the target's current scale: not found`),
    cause: 'target',
    passes: false,
  },
  'its Deployment has no pods': {
    autoscaler: autoscaler(
      'ScalingActive',
      'ScalingDisabled',
      'scaling is disabled since the replica count of the target is zero',
    ),
    cause: 'zero',
    passes: false,
  },
  'what nobody has foreseen': {
    autoscaler: blind('the moon is full'),
    cause: 'other',
    says: 'the moon is full',
    passes: false,
  },
};

test.each(Object.entries(rows))('<unknown> because %s', (_, { autoscaler: it, around, cause, says = '', passes }) => {
  const problem = autoscalerProblem(it, { ...healthy, ...around });
  expect(problem?.cause).toBe(cause);
  expect(problem?.reason).toContain(says);
  expect(problem?.patienceSeconds === Infinity).toBe(passes);
});

test('what it saw before it went blind does not count', () => {
  const { spec: of, status } = autoscaler('AbleToScale', 'FailedGetScale', "unable to get the target's current scale");
  const before = { type: 'Resource', resource: { name: 'cpu', current: { averageUtilization: 10 } } };
  const it = { spec: of, status: { desiredReplicas: 1, ...status, currentMetrics: [before] } };
  expect(autoscalerProblem(it, healthy)?.cause).toBe('target');
});

test('an autoscaler that reads a metric has no problem, even one of 0 %', () => {
  const seeing: V2HorizontalPodAutoscaler = {
    spec,
    status: {
      desiredReplicas: 1,
      currentMetrics: [{ type: 'Resource', resource: { name: 'cpu', current: { averageUtilization: 0 } } }],
    },
  };
  expect(cpuPercentOf(seeing)).toBe(0);
  expect(autoscalerProblem(seeing, healthy)).toBeUndefined();
});
