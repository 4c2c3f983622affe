import { z } from 'zod';

const name = z
  .string()
  .regex(/^[a-z]([a-z0-9-]{0,38}[a-z0-9])?$/, 'must be a DNS label of 1 to 40 characters: a-z, 0-9 and inner hyphens');

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
    /** Memory that the scheduler sets aside for a pod, in MiB; api holds 97 after 15,000 requests. */
    memoryRequestMiB: z.int().min(16).default(128),
    /** Memory that a pod is killed at, in MiB. */
    memoryLimitMiB: z.int().min(32).default(256),
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

const localCluster = z.strictObject({ kind: z.literal('local') });

const eksCluster = z.strictObject({
  kind: z.literal('eks'),
  region: z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'must be an AWS region, e.g. eu-central-1'),
  /** Without it, the account that the credentials belong to. */
  account: z
    .string()
    .regex(/^\d{12}$/, 'must be the 12 digits of an AWS account')
    .optional(),
  nodes: z
    .strictObject({
      /** Of the t4g family: arm64, and burstable. */
      instanceType: z.string().regex(/^t4g\.[a-z0-9]+$/, 'must be a t4g type, e.g. t4g.medium'),
      min: z.int().min(1).default(2),
      max: z.int().min(1).max(100).default(4),
    })
    .refine((nodes) => nodes.max >= nodes.min, { path: ['max'], error: 'is below min. Raise max or lower min' }),
  /** Through how many NAT gateways the nodes reach the internet. Each costs by the hour; one per zone survives a zone's loss. */
  natGateways: z.int().min(1).max(3).default(1),
});

const cluster = z.discriminatedUnion('kind', [localCluster, eksCluster]);

const stage = z.strictObject({
  /** The cluster it is deployed to: a name under `clusters`. */
  cluster: name,
  /** How long a pod that was told to go still serves, so that every load balancer has learnt of it; in seconds. */
  drainSeconds: z.int().min(1).max(600).default(5),
  /** Refuses `remove` unless the stage's name is given in confirmation. */
  protected: z.boolean().default(false),
  /** Settings by service; a service that is not named has the defaults. */
  services: z.record(z.string(), serviceSettings).default({}),
});

export const app = z.strictObject({
  clusters: z.record(name, cluster),
  stages: z.record(name, stage),
});

export type AppInput = z.input<typeof app>;
export type Cluster = z.output<typeof cluster>;
export type EksCluster = z.output<typeof eksCluster>;
export type ServiceSettings = z.output<typeof serviceSettings>;
export type StageSettings = z.output<typeof stage>;
