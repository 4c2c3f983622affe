import { scaleAssumptions } from './scale-assumptions.ts';
import type { Sizing } from './sizing.ts';
import { figure } from './figure.ts';

/** What binds as the rate grows: how much there is, and how much of it a size uses. */
export interface Limit {
  readonly what: string;
  /** As it is by default, in words. */
  readonly most: string;
  /** The same as a number; undefined where there is none to pass. */
  readonly bound?: number;
  readonly used: (sizing: Sizing) => number;
  readonly lift: string;
  readonly source: string;
}

const quotas = 'https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-limits.html';
const kubernetesDocs = 'https://kubernetes.io/docs';

/** A private subnet of 2^14 addresses in each zone (`network.ts`), of which AWS keeps five. */
const addresses = scaleAssumptions.zones.value * (2 ** 14 - 5);

/** Two network interfaces of 15 addresses: one in use, one kept at hand by the VPC CNI (WARM_ENI_TARGET=1). */
const addressesPerNode = 30;

/** Linux: `net.ipv4.ip_local_port_range` is 32768 to 60999, and a closed connection keeps its port for 60 s. */
const connectionsPerPair = (60_999 - 32_768 + 1) / 60;

/** kube-proxy's `--conntrack-max-per-core`, for the 8 cores of a node. */
const conntrackEntries = 8 * 32_768;

/** `nf_conntrack_tcp_timeout_time_wait`, in seconds: how long a closed connection keeps its entry. */
const conntrackSeconds = 120;

/** A connection of the services ends after that many answers, so that new pods get some (`service-kit`). */
const answersPerConnection = 100;

const entryPods = ({ corePods }: Sizing): number => corePods[0]?.byTarget ?? 0;
const allPods = ({ corePods }: Sizing): number => corePods.reduce((sum, { byTarget }) => sum + byTarget, 0);

export const limits: readonly Limit[] = [
  {
    what: 'seconds from the first decision until all pods are wanted, a round each 15 s, from minReplicas',
    most: 'x 1.67 a round: a pod shows at most limit / (request x target)',
    used: ({ scaleOutRounds }) => 15 * scaleOutRounds,
    lift: 'minReplicas near what is needed; a limit of twice the request and more; `scaleUp.percent`; scale by schedule before the load',
    source: `${kubernetesDocs}/tasks/run-application/horizontal-pod-autoscale/`,
  },
  {
    what: 'pods of a service (`maxReplicas`)',
    most: '1,000 in `stages.ts`, 5 by default',
    bound: 1_000,
    used: entryPods,
    lift: 'raise it; beyond 1,000 the check in `model.ts`, or a second Deployment',
    source: 'packages/stages/src/model.ts',
  },
  {
    what: 'nodes of a cluster',
    most: '100 in `stages.ts`; Kubernetes is tested with 5,000',
    bound: 100,
    used: ({ nodes }) => nodes,
    lift: 'larger nodes, another family; several clusters',
    source: `${kubernetesDocs}/setup/best-practices/cluster-large/`,
  },
  {
    what: 'pods on a node',
    most: '58 by its network interfaces, 110 with `prefixDelegation`',
    bound: 58,
    used: (sizing) => Math.ceil(allPods(sizing) / sizing.nodes),
    lift: 'pods of a core do not come near; pods as stated are bound by it: `prefixDelegation: true`',
    source: 'https://docs.aws.amazon.com/eks/latest/userguide/choosing-instance-type.html',
  },
  {
    what: `addresses in 10.192.0.0/16 (${addressesPerNode} a node: two interfaces)`,
    most: figure(addresses),
    bound: addresses,
    used: ({ nodes }) => nodes * addressesPerNode,
    lift: 'WARM_IP_TARGET instead of a spare interface; a second range (100.64.0.0/10) for pods; IPv6',
    source: 'https://docs.aws.amazon.com/eks/latest/best-practices/ip-opt.html',
  },
  {
    what: 'targets of a network load balancer (a pod each)',
    most: '500, or 500 in each zone without balancing across zones; 1,000 in a target group',
    bound: 500,
    used: entryPods,
    lift: 'a higher quota, up to several load balancers behind one name; an instance target, a node each',
    source: quotas,
  },
  {
    what: 'rules that a new connection passes on its way to user-api, on average (kube-proxy, iptables)',
    most: 'no limit; grows with the endpoints',
    used: ({ corePods }) => Math.ceil((corePods[1]?.byTarget ?? 0) / 2),
    lift: 'kube-proxy in nftables or IPVS mode, whose lookup does not grow',
    source: 'https://kubernetes.io/blog/2025/02/28/nftables-kube-proxy/',
  },
  {
    what: `conntrack entries of a node, if each request is a connection (${conntrackSeconds} s each)`,
    most: figure(conntrackEntries),
    bound: conntrackEntries,
    used: ({ nodes, requestsPerSecond }) => (requestsPerSecond / nodes) * conntrackSeconds,
    lift: 'kept connections; `--conntrack-max-per-core`; a shorter nf_conntrack_tcp_timeout_time_wait',
    source: `${kubernetesDocs}/reference/command-line-tools-reference/kube-proxy/`,
  },
  {
    what: 'EndpointSlices of the entry service (100 endpoints each); a change goes to every node',
    most: '`--max-endpoints-per-slice` up to 1,000; not to be set on EKS',
    used: (sizing) => Math.ceil(entryPods(sizing) / 100),
    lift: 'fewer and larger pods; larger slices where the control plane is one’s own',
    source: `${kubernetesDocs}/concepts/services-networking/endpoint-slices/`,
  },
  {
    what: `names looked up a second (A and AAAA for each ${answersPerConnection}th request)`,
    most: '1,024 packets/s from an interface to the VPC’s resolver; names of the cluster are CoreDNS’s own',
    used: ({ requestsPerSecond }) => (2 * requestsPerSecond) / answersPerConnection,
    lift: 'the CoreDNS add-on’s autoscaling, NodeLocal DNSCache; a full name with a dot at its end (ndots)',
    source: 'https://docs.aws.amazon.com/vpc/latest/userguide/AmazonDNS-concepts.html',
  },
  {
    what: 'seconds to bind all pods (kube-scheduler, `--kube-api-qps` 50)',
    most: 'no limit; EKS does not say what it sets',
    used: (sizing) => Math.ceil(allPods(sizing) / 50),
    lift: 'fewer and larger pods; EKS’s provisioned control plane',
    source: `${kubernetesDocs}/reference/command-line-tools-reference/kube-scheduler/`,
  },
  {
    what: 'pods that etcd and the API server hold',
    most: '150,000, as tested',
    bound: 150_000,
    used: allPods,
    lift: 'several clusters',
    source: `${kubernetesDocs}/setup/best-practices/cluster-large/`,
  },
  {
    what: 'Gbit/s through the load balancers and between services',
    most: 'no quota of the load balancer; a zone of ours has no more than its nodes',
    used: ({ networkUnits }) => (networkUnits.bytes * 8) / 3600,
    lift: 'compressed answers; caching; one zone’s requests kept in it (`trafficDistribution`)',
    source: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-instance-network-bandwidth.html',
  },
  {
    what: 'k6 runners, at 400/s each',
    most: `${scaleAssumptions.runners.value} with \`load --runners\`: 20,000/s`,
    bound: scaleAssumptions.runners.value,
    used: ({ runners }) => runners,
    lift: 'a higher `mostRunners`, once somebody has nodes for them; kept connections, so that a runner can send more',
    source: 'loadtests/src/distributed/segments.ts',
  },
  {
    what: 'new connections a second from a runner to one address, by its ports',
    most: figure(Math.floor(connectionsPerPair)),
    bound: Math.floor(connectionsPerPair),
    used: () => scaleAssumptions.requestsPerRunner.value,
    lift: 'more runners; more addresses; kept connections',
    source: 'https://www.kernel.org/doc/html/latest/networking/ip-sysctl.html',
  },
];
