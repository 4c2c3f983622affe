import { z } from 'zod';

/** Of a cluster or a stage. */
export const name = z
  .string()
  .regex(/^[a-z]([a-z0-9-]{0,38}[a-z0-9])?$/, 'must be a DNS label of 1 to 40 characters: a-z, 0-9 and inner hyphens');

/** How fast an autoscaler may add pods: by the larger of the two steps. The defaults are Kubernetes' own, stated so that they can be read. */
const scaleUp = z.strictObject({
  /** The step in per cent of the pods that there are: at 100, twice as many. */
  percent: z.int().min(1).max(10_000).default(100),
  /** The step in pods. */
  pods: z.int().min(1).max(1000).default(4),
  /** How long both steps count for; within it, no more pods are added. */
  periodSeconds: z.int().min(1).max(1800).default(15),
  /** How long the autoscaler wants to have seen the need before it adds pods; at 0 one look is enough. */
  stabilizationSeconds: z.int().min(0).max(3600).default(0),
});

const scaling = z
  .strictObject({
    /** Pods at rest. At least 2, so that one may go while the other serves. */
    minReplicas: z.int().min(2).default(2),
    /** Pods at most. */
    maxReplicas: z.int().min(2).max(1000).default(5),
    /** CPU use that the autoscaler holds, in per cent of the pods' CPU requests. */
    targetCpuPercent: z.int().min(1).max(400).default(60),
    /** How long the autoscaler looks back before it removes pods; Kubernetes' default is 300 s. */
    scaleDownStabilizationSeconds: z.int().min(0).max(3600).default(300),
    scaleUp: scaleUp.prefault({}),
  })
  .refine((s) => s.maxReplicas > s.minReplicas, {
    path: ['maxReplicas'],
    error: (issue) => {
      const { minReplicas, maxReplicas } = issue.input as { minReplicas: number; maxReplicas: number };
      return `is ${maxReplicas}, but minReplicas is ${minReplicas}: there is no room to scale. Raise maxReplicas above it`;
    },
  });

const resources = z
  .strictObject({
    /** CPU that the scheduler sets aside for a pod, in thousandths of a core; the autoscaler's 100 %. */
    cpuRequestMillicores: z.int().min(1).default(60),
    /** CPU that a pod is throttled at, in thousandths of a core. */
    cpuLimitMillicores: z.int().min(10).default(500),
    /**
     * Memory that the scheduler sets aside for a pod, in MiB. By default what the larger service, api, holds at its peak under
     * full load (88, docs/performance.md), up to the next multiple of 16.
     */
    memoryRequestMiB: z.int().min(16).default(96),
    /** Memory that a pod is killed at, in MiB: twice the request, for garbage that V8 has not collected yet. */
    memoryLimitMiB: z.int().min(32).default(192),
  })
  .refine((r) => r.cpuLimitMillicores >= r.cpuRequestMillicores, {
    path: ['cpuLimitMillicores'],
    error: 'is below cpuRequestMillicores. Raise the limit or lower the request',
  })
  .refine((r) => r.memoryLimitMiB >= r.memoryRequestMiB, {
    path: ['memoryLimitMiB'],
    error: 'is below memoryRequestMiB. Raise the limit or lower the request',
  });

export const serviceSettings = z.strictObject({
  scaling: scaling.prefault({}),
  resources: resources.prefault({}),
});

/**
 * How often metrics-server measures the pods, which an autoscaler decides by. It takes 10 s at least, and the kubelet's own
 * samples are 10 to 20 s apart, so less would show nothing new; beyond a minute a deploy would wait too long for the first.
 */
const metricsResolutionSeconds = z.int().min(10).max(60).default(15);

const localCluster = z.strictObject({
  kind: z.literal('local'),
  /** How many nodes it has, each a container and a zone of its own: 2 show what a zone's loss and a drain do. */
  nodes: z.int().min(1).max(3).default(2),
  metricsResolutionSeconds,
});

/** Address ranges that may come in; an IPv4 range in CIDR notation each, e.g. `203.0.113.0/24`. */
const addressRanges = z
  .array(z.cidrv4('must be an IPv4 address range, e.g. 203.0.113.0/24'))
  .min(1, 'must name at least one address range, e.g. 0.0.0.0/0 for anybody')
  .default(['0.0.0.0/0']);

const nodes = z
  .strictObject({
    /** Of the t4g family: arm64, and burstable. */
    instanceType: z.string().regex(/^t4g\.[a-z0-9]+$/, 'must be a t4g type, e.g. t4g.medium'),
    min: z.int().min(1).default(2),
    max: z.int().min(1).max(100).default(4),
    /** Each node's disk, encrypted gp3, in GiB. */
    diskGiB: z.int().min(20).max(1000).default(20),
    /**
     * What a node does that has used up its CPU credits: `unlimited` goes on and is billed for the surplus, `standard` is
     * throttled to its baseline.
     */
    cpuCredits: z.enum(['standard', 'unlimited']).default('unlimited'),
    /** Whether the VPC CNI gives a node whole /28 prefixes, which lifts the limit of pods per node and takes more addresses. */
    prefixDelegation: z.boolean().default(false),
  })
  .refine((n) => n.max >= n.min, { path: ['max'], error: 'is below min. Raise max or lower min' });

const eksCluster = z
  .strictObject({
    kind: z.literal('eks'),
    region: z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'must be an AWS region, e.g. eu-central-1'),
    /** Without it, the account that the credentials belong to. */
    account: z
      .string()
      .regex(/^\d{12}$/, 'must be the 12 digits of an AWS account')
      .optional(),
    /** Over how many availability zones the network and the nodes spread. */
    availabilityZones: z.int().min(2).max(3).default(2),
    nodes,
    metricsResolutionSeconds,
    /** Through how many NAT gateways the nodes reach the internet. Each costs by the hour; one per zone survives a zone's loss. */
    natGateways: z.int().min(1).max(3).default(1),
    /** Whether images come through VPC endpoints for ECR (by the hour and zone) instead of the NAT gateways (by the GB). */
    ecrEndpoints: z.boolean().default(false),
    /** Who may reach the Kubernetes API from the internet; IAM authenticates whoever gets there. */
    apiAllowedCidrs: addressRanges,
    /** Whether Kubernetes secrets are encrypted with a KMS key of the cluster's own, on top of what EKS does anyway. */
    secretEncryption: z.boolean().default(false),
    /** The sum in US dollars a month of which the budget's alarm tells 80 % spent and 100 % forecast. */
    monthlyBudgetUsd: z.number().positive().default(400),
    /** Whom the budget's alarm is mailed to; without it, the alarm's SNS topic has no subscriber yet. */
    budgetEmail: z.email('must be an e-mail address').optional(),
    /** Refuses `cluster remove` unless the cluster's name is given in confirmation. */
    protected: z.boolean().default(false),
  })
  .refine((c) => c.natGateways <= c.availabilityZones, {
    path: ['natGateways'],
    error: (issue) => {
      const { natGateways, availabilityZones } = issue.input as { natGateways: number; availabilityZones: number };
      return `is ${natGateways}, but there are ${availabilityZones} availability zones, and each has at most one. Lower it`;
    },
  });

const cluster = z.discriminatedUnion('kind', [localCluster, eksCluster]);

const alb = z.strictObject({
  /** The services' hosts are `<service>.<domain>`. */
  domain: z
    .string()
    .regex(/^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,}$/, 'must be a domain name, e.g. dev.example.org'),
  /** An ACM certificate in the cluster's region for those hosts, e.g. for `*.<domain>`. */
  certificateArn: z
    .string()
    .regex(
      /^arn:aws[a-z-]*:acm:[a-z0-9-]+:\d{12}:certificate\/[a-z0-9-]+$/,
      "must be an ACM certificate's ARN: arn:aws:acm:<region>:<account>:certificate/<id>",
    ),
});

/** Where the services' spans go; see docs/observability.md. */
const tracing = z.strictObject({
  /**
   * The collector: a Service within the cluster that takes OTLP over HTTP, by its name and namespace, so that the network
   * policy can admit it and no other. What leaves the cluster is the collector's to say, and so are the keys for it.
   */
  endpoint: z
    .string()
    .regex(
      /^http:\/\/[a-z]([a-z0-9-]{0,61}[a-z0-9])?\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.svc(\.cluster\.local)?)?:[1-9]\d{0,4}$/,
      'must be http://<service>.<namespace>:<port>, a collector within the cluster, e.g. http://collector.monitoring:4318',
    ),
  /** The share of the traces that begin here that is recorded, 0 to 1; what a caller began goes by the caller. */
  sampleRatio: z.number().min(0).max(1).default(1),
});

const stage = z
  .strictObject({
    /** The cluster it is deployed to: a name under `clusters`. */
    cluster: name,
    /** How long a pod that was told to go still serves, so that every load balancer has learnt of it; in seconds. */
    drainSeconds: z.int().min(1).max(600).default(5),
    /** Refuses `remove` unless the stage's name is given in confirmation. */
    protected: z.boolean().default(false),
    /** On EKS: a network load balancer for each public service, or one HTTPS load balancer for all, by host. */
    ingress: z.enum(['nlb', 'alb']).default('nlb'),
    /** What an `alb` needs to know. */
    alb: alb.optional(),
    /** Who may reach the public services' load balancers on EKS. */
    allowedCidrs: addressRanges,
    /** For how many hours after its last deploy a stage may stay; then the sweep removes it. Without it, for ever. */
    timeToLiveHours: z.int().min(1).max(720).optional(),
    /** Whether the services record spans, and where these go; without it, they record none. */
    tracing: tracing.optional(),
    /** Settings by service; what a service does not say is taken from the stage's `defaults`, and then from here. */
    services: z.record(z.string(), serviceSettings).default({}),
  })
  .refine((s) => s.ingress !== 'alb' || s.alb !== undefined, {
    path: ['alb'],
    error: "is missing: ingress 'alb' needs { domain, certificateArn }",
  });

/** The stages `pr-<number>`, one for each pull request: each as another stage is, in that one's cluster. */
const previews = z.strictObject({
  /** The stage that they are like. */
  from: name,
  timeToLiveHours: z.int().min(1).max(720).default(72),
});

export const app = z.strictObject({
  clusters: z.record(name, cluster),
  stages: z.record(name, stage),
  previews: previews.optional(),
});

type ServiceSettingsInput = z.input<typeof serviceSettings>;

/** What stages.ts says of a stage: as the model has it, and in `defaults` what goes for every service of the stage. */
export type StageInput = z.input<typeof stage> & { readonly defaults?: ServiceSettingsInput };

export type AppInput = Omit<z.input<typeof app>, 'stages'> & { readonly stages: Readonly<Record<string, StageInput>> };
export type Cluster = z.output<typeof cluster>;
export type EksCluster = z.output<typeof eksCluster>;
export type Previews = z.output<typeof previews>;
export type ServiceSettings = z.output<typeof serviceSettings>;
export type Tracing = z.output<typeof tracing>;
export type StageSettings = z.output<typeof stage>;
