import { type Range, always } from './range.ts';

/** Something that no template says and that an estimate needs. */
export interface Assumption extends Range {
  readonly unit: string;
  /** Why this value. */
  readonly reason: string;
}

/** What an estimate takes for granted: a whole month at rest, or a whole month at most. */
export const assumptions = {
  hoursPerMonth: {
    ...always(730),
    unit: 'hours a month',
    reason: "365 days x 24 / 12, as AWS's own calculator has it",
  },
  requestsPerSecond: {
    atRest: 1,
    atMost: 10,
    unit: 'requests a second, on average',
    reason: 'a practice application; ten minutes of 300 a second would add 0.07 to the average of a month',
  },
  answerKb: {
    ...always(3),
    unit: 'KB for an answer',
    reason: '/users answers with 55 users on average, 44 bytes each, and some 500 bytes of headers',
  },
  requestKb: { ...always(0.5), unit: 'KB for a request', reason: 'a GET and its headers' },
  cpuPercent: {
    atRest: 10,
    atMost: 50,
    unit: "per cent of a node's CPU in use, on average",
    reason: 'idle services with the add-ons; under load the autoscaler holds 60 % of requests, not of the node',
  },
  natGbPerNode: {
    ...always(5),
    unit: 'GB through NAT for a node and month',
    reason: "the add-ons' images and calls of AWS's APIs; the layers of images in ECR come through S3's free endpoint",
  },
  endpointGbPerNode: {
    ...always(0.5),
    unit: 'GB through the ECR endpoints for a node and month',
    reason: "sign-ins and manifests; the layers come through S3's free endpoint",
  },
  controlPlaneLogGb: {
    atRest: 10,
    atMost: 20,
    unit: 'GB of control plane logs a month',
    reason: 'all five kinds; the audit log of a small cluster is most of it',
  },
  flowLogGbPerNode: {
    ...always(1),
    unit: 'GB of VPC flow logs for a node and month',
    reason: 'some 100 bytes for each flow of each ten minutes',
  },
  storedLogShare: {
    ...always(0.15),
    unit: 'of a log is kept, as a share',
    reason: 'CloudWatch bills what it keeps as gzip leaves it',
  },
  imageGb: {
    atRest: 0.5,
    atMost: 2,
    unit: 'GB of images in a repository',
    reason: 'an image is 49 MB; ten are kept soon, and more than thirty seldom',
  },
} as const satisfies Readonly<Record<string, Assumption>>;

export type Assumptions = Readonly<Record<keyof typeof assumptions, Assumption>>;

/** In every estimate and every price for a month. */
export const hoursPerMonth = assumptions.hoursPerMonth.atRest;
