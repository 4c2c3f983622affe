import { defineStages } from './define-stages.ts';

/**
 * The clusters and the stages. A cluster is where things run; a stage is one deployment of the services into one
 * cluster. This is the file to edit.
 */
export const app = defineStages({
  clusters: {
    local: { kind: 'local' },
    dev: { kind: 'eks', region: 'eu-central-1', nodes: { instanceType: 't4g.medium', min: 2, max: 4 } },
  },
  stages: {
    local: {
      cluster: 'local',
      drainSeconds: 5,
      services: {
        api: { scaling: { minReplicas: 2, maxReplicas: 5, targetCpuPercent: 60, scaleDownStabilizationSeconds: 30 } },
        'user-api': {
          scaling: { minReplicas: 2, maxReplicas: 5, targetCpuPercent: 60, scaleDownStabilizationSeconds: 30 },
        },
      },
    },
    dev: { cluster: 'dev', drainSeconds: 180 },
  },
});
