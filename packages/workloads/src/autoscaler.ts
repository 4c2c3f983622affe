import type { Service } from '@eks-practice/catalogue/services';
import type { ServiceSettings, Stage } from '@eks-practice/stages/stage';
import { KubeHorizontalPodAutoscalerV2 } from 'cdk8s-plus-34/lib/imports/k8s.js';
import type { Construct } from 'constructs';
import { labelsOf } from './labels.ts';

/** What adds pods to a service and takes them away, by the CPU they use. */
export function autoscaler(scope: Construct, service: Service, stage: Stage): void {
  const { scaling } = stage.services[service.name] as ServiceSettings;
  const { percent, pods, periodSeconds, stabilizationSeconds } = scaling.scaleUp;
  new KubeHorizontalPodAutoscalerV2(scope, `${service.name}-autoscaler`, {
    metadata: { name: service.name, labels: labelsOf(service) },
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: service.name },
      minReplicas: scaling.minReplicas,
      maxReplicas: scaling.maxReplicas,
      metrics: [
        {
          type: 'Resource',
          resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: scaling.targetCpuPercent } },
        },
      ],
      behavior: {
        scaleUp: {
          stabilizationWindowSeconds: stabilizationSeconds,
          selectPolicy: 'Max',
          policies: [
            { type: 'Pods', value: pods, periodSeconds },
            { type: 'Percent', value: percent, periodSeconds },
          ],
        },
        scaleDown: { stabilizationWindowSeconds: scaling.scaleDownStabilizationSeconds },
      },
    },
  });
}
