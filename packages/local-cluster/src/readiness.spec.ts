import { expect, test } from '@jest/globals';
import type { V1Lease, V1Pod } from '@kubernetes/client-node';
import { type ClusterFacts, missing } from './readiness.ts';

const starts = new Map([['node', new Date('2026-11-22T12:00:00.500Z')]]);
const again = { starts, isNew: false };
const before = '2026-11-22T11:59:00Z';
const after = '2026-11-22T12:00:20Z';

// As the client really hands it over: a MicroTime stays text.
function lease(renewTime: string, name = 'node'): V1Lease {
  return {
    metadata: { name },
    spec: { renewTime: renewTime as unknown as NonNullable<V1Lease['spec']>['renewTime'] },
  } as V1Lease;
}

function pod(app: string, ready: 'True' | 'False', runningSince: string): V1Pod {
  return {
    metadata: { labels: { 'k8s-app': app } },
    spec: { nodeName: 'node', containers: [] },
    status: {
      conditions: [{ type: 'Ready', status: ready }],
      containerStatuses: [
        {
          name: app,
          image: '',
          imageID: '',
          ready: true,
          restartCount: 0,
          state: { running: { startedAt: new Date(runningSince) } },
        },
      ],
    },
  };
}

const whole: ClusterFacts = {
  nodes: [{ metadata: { name: 'node' }, status: { conditions: [{ type: 'Ready', status: 'True' }] } }],
  leases: [lease(after)],
  pods: [pod('kube-dns', 'True', after), pod('metrics-server', 'True', after)],
  nodeMetrics: [{ metadata: { name: 'node', selfLink: '', creationTimestamp: '' }, timestamp: after }],
};

test('a cluster of which everything answers lacks nothing', () => {
  expect(missing(whole, again)).toBeUndefined();
});

test.each<[string, Partial<ClusterFacts>, string]>([
  ['no node', { nodes: [] }, 'the node node to be ready'],
  ['a node of before the restart', { leases: [lease(before)] }, 'the node node to be ready'],
  ['a node that is not ready', { nodes: [{ metadata: { name: 'node' } }] }, 'the node node to be ready'],
  ['CoreDNS of before the restart', { pods: [pod('kube-dns', 'True', before)] }, 'CoreDNS'],
  ['CoreDNS not ready', { pods: [pod('kube-dns', 'False', after)] }, 'CoreDNS'],
  ['no metrics-server', { pods: [pod('kube-dns', 'True', after)] }, 'metrics-server'],
  [
    'a service of before the restart',
    { pods: [...whole.pods, pod('api', 'True', before)] },
    'the pods of before the restart',
  ],
  ['no metrics API', { nodeMetrics: undefined }, 'the first metrics'],
  ['no metrics of the node', { nodeMetrics: [] }, 'the first metrics'],
])('%s', (_, facts, expected) => {
  expect(missing({ ...whole, ...facts }, again)).toBe(expected);
});

test('metrics of before the restart do not count', () => {
  const nodeMetrics = whole.nodeMetrics?.map((metric) => ({ ...metric, timestamp: before }));
  expect(missing({ ...whole, nodeMetrics }, again)).toBe('the first metrics');
});

test('a service that is not ready does not keep the cluster from being so', () => {
  expect(missing({ ...whole, pods: [...whole.pods, pod('api', 'False', before)] }, again)).toBeUndefined();
});

test("a kubelet's first report counts before its first lease", () => {
  const reported = [
    {
      metadata: { name: 'node' },
      status: { conditions: [{ type: 'Ready', status: 'True', lastHeartbeatTime: new Date(after) }] },
    },
  ];
  expect(missing({ ...whole, nodes: reported, leases: [] }, again)).toBeUndefined();
  expect(missing({ ...whole, leases: [] }, again)).toBe('the node node to be ready');
});

test('a new cluster can take work before it measures, but not before DNS answers', () => {
  const isNew = { starts, isNew: true };
  const facts = { ...whole, nodeMetrics: undefined };
  expect(missing({ ...facts, pods: [pod('kube-dns', 'True', after)] }, isNew)).toBeUndefined();
  expect(missing({ ...facts, pods: [] }, isNew)).toBe('CoreDNS');
});

test('a node that has not joined yet is waited for', () => {
  const both = new Map([...starts, ['other', new Date(before)]]);
  expect(missing(whole, { starts: both, isNew: true })).toBe('the node other to be ready');
});

test('what is of before the restart of one node still holds on another', () => {
  const [node] = whole.nodes;
  const other = { ...node, metadata: { name: 'other' } };
  const [metric] = whole.nodeMetrics ?? [];
  const onOther = { ...pod('api', 'True', before), spec: { nodeName: 'other', containers: [] } };
  const facts: ClusterFacts = {
    nodes: [...whole.nodes, other],
    leases: [...whole.leases, lease(before, 'other')],
    pods: [...whole.pods, onOther],
    nodeMetrics: metric
      ? [metric, { ...metric, timestamp: before, metadata: { ...metric.metadata, name: 'other' } }]
      : [],
  };
  const startOfOther = (time: string) => ({ starts: new Map([...starts, ['other', new Date(time)]]), isNew: false });
  expect(missing(facts, startOfOther('2026-11-22T11:00:00Z'))).toBeUndefined();
  expect(missing(facts, startOfOther(after))).toBe('the node other to be ready');
});
