import { kubernetesMinor } from '@eks-practice/stages/kubernetes-version';
import { type Stage, isOnEks } from '@eks-practice/stages/stage';
import { JsonPatch } from 'cdk8s';
import { KubeNamespace } from 'cdk8s-plus-34/lib/imports/k8s.js';
import type { Construct } from 'constructs';
import { ownLabels } from './labels.ts';

/**
 * Makes the AWS Load Balancer Controller hold a new pod unready until the load balancer finds it healthy. Without it a rollout could
 * remove the last old pod while the balancer, which takes minutes to register one, has no other.
 */
const readinessGates = { 'elbv2.k8s.aws/pod-readiness-gate-inject': 'enabled' };

/** The stage's namespace, which refuses every pod that does not meet the strictest Pod Security standard. */
export function namespace(scope: Construct, stage: Stage): void {
  const object = new KubeNamespace(scope, 'namespace', {
    metadata: {
      name: stage.name,
      labels: {
        ...ownLabels,
        'pod-security.kubernetes.io/enforce': 'restricted',
        'pod-security.kubernetes.io/enforce-version': `v${kubernetesMinor}`,
        ...(isOnEks(stage) ? readinessGates : {}),
      },
    },
  });
  // The chart puts every object into the namespace, and a namespace is in none.
  object.addJsonPatch(JsonPatch.remove('/metadata/namespace'));
}
