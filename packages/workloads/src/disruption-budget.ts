import type { Service } from '@eks-practice/catalogue/services';
import { IntOrString, KubePodDisruptionBudget } from 'cdk8s-plus-34/lib/imports/k8s.js';
import type { Construct } from 'constructs';
import { labelsOf, selectorOf } from './labels.ts';

/** Lets a node be drained, but one pod of the service at a time. */
export function disruptionBudget(scope: Construct, service: Service): void {
  new KubePodDisruptionBudget(scope, `${service.name}-disruption-budget`, {
    metadata: { name: service.name, labels: labelsOf(service) },
    spec: {
      selector: { matchLabels: selectorOf(service) },
      maxUnavailable: IntOrString.fromNumber(1),
      // A pod that never gets ready must not hold a drain up for ever.
      unhealthyPodEvictionPolicy: 'AlwaysAllow',
    },
  });
}
