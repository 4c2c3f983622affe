import type { T4gType } from '../prices/rates.ts';

/** What the sizes take for granted besides what was measured; each with its reason. */
export const scaleAssumptions = {
  region: {
    value: 'eu-central-1',
    reason: 'the region of `stages.ts`; of the three in the price table the dearest',
  },
  zones: { value: 3, reason: 'as `production` has it' },
  nodeType: {
    value: 't4g.2xlarge' satisfies T4gType,
    reason: 'the largest that the price table and the guards know',
  },
  nodeCpuPercent: {
    value: 90,
    reason:
      'of a node’s cores for the services: kubelet keeps 90m of 8 cores, aws-node and kube-proxy ask for 150m, the rest is for other system pods',
  },
  corePodMillicores: {
    value: 1000,
    reason: 'Node runs JavaScript on one core; smaller pods only make more of them, larger ones idle',
  },
  coreSpeed: {
    value: 1,
    reason:
      'one vCPU of a node does what one core of the measuring machine does. Not measured: sizes grow in proportion',
  },
  requestsPerRunner: { value: 400, reason: 'what one k6 of this project sends at most (`bounds.ts`)' },
  runners: { value: 50, reason: 'that `load --runners` takes at most' },
} as const;
