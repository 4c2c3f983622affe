import { defineStages } from './define-stages.ts';

/**
 * The clusters and the stages. A cluster is where things run; a stage is one deployment of the services into one
 * cluster. This is the file to edit.
 */
export const app = defineStages({
  clusters: {
    local: { kind: 'local' },
    dev: { kind: 'eks', region: 'eu-central-1', nodes: { instanceType: 't4g.medium', min: 2, max: 4 } },
    production: {
      kind: 'eks',
      region: 'eu-central-1',
      availabilityZones: 3,
      nodes: { instanceType: 't4g.large', min: 3, max: 9, diskGiB: 30 },
      natGateways: 3,
      secretEncryption: true,
      monthlyBudgetUsd: 1000,
      protected: true,
    },
  },
  stages: {
    local: { cluster: 'local', drainSeconds: 5, defaults: { scaling: { scaleDownStabilizationSeconds: 30 } } },
    dev: { cluster: 'dev', drainSeconds: 180 },
    production: {
      cluster: 'production',
      drainSeconds: 180,
      protected: true,
      defaults: { scaling: { minReplicas: 3, maxReplicas: 20 } },
    },
  },
  previews: { from: 'dev', timeToLiveHours: 72 },
});
