import { kubernetesMinor } from '@eks-practice/stages/kubernetes-version';
import type { Stage } from '@eks-practice/stages/stage';
import { JsonPatch } from 'cdk8s';
import { KubeNamespace } from 'cdk8s-plus-34/lib/imports/k8s.js';
import type { Construct } from 'constructs';
import { ownLabels } from './labels.ts';

/** The stage's namespace, which refuses every pod that does not meet the strictest Pod Security standard. */
export function namespace(scope: Construct, stage: Stage): void {
  const object = new KubeNamespace(scope, 'namespace', {
    metadata: {
      name: stage.name,
      labels: {
        ...ownLabels,
        'pod-security.kubernetes.io/enforce': 'restricted',
        'pod-security.kubernetes.io/enforce-version': `v${kubernetesMinor}`,
      },
    },
  });
  // The chart puts every object into the namespace, and a namespace is in none.
  object.addJsonPatch(JsonPatch.remove('/metadata/namespace'));
}
