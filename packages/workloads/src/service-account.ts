import type { Service } from '@eks-practice/catalogue/services';
import { KubeServiceAccount } from 'cdk8s-plus-34/lib/imports/k8s.js';
import type { Construct } from 'constructs';
import { labelsOf } from './labels.ts';

/** An identity of its own for each service, without a token: none of them talks to the Kubernetes API. */
export function serviceAccount(scope: Construct, service: Service): void {
  new KubeServiceAccount(scope, `${service.name}-service-account`, {
    metadata: { name: service.name, labels: labelsOf(service) },
    automountServiceAccountToken: false,
  });
}
