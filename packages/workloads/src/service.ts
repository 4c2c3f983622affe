import { type Service, publicServices } from '@eks-practice/catalogue/services';
import { localNodePort } from '@eks-practice/stages/local-access';
import type { Stage } from '@eks-practice/stages/stage';
import { IntOrString, KubeService } from 'cdk8s-plus-34/lib/imports/k8s.js';
import type { Construct } from 'constructs';
import { labelsOf, selectorOf, serviceObjectName } from './labels.ts';

/** A service's stable address: inside the cluster, or for a public one a LoadBalancer. On port 80 either way. */
export function serviceObject(scope: Construct, service: Service, stage: Stage): void {
  // Locally the node is a container whose port mapping cannot follow a random port.
  const isOnHost = service.public && stage.cluster.kind === 'local';
  const nodePort = isOnHost ? { nodePort: localNodePort(publicServices.indexOf(service)) } : {};
  new KubeService(scope, `${service.name}-service`, {
    metadata: { name: serviceObjectName(service), labels: labelsOf(service) },
    spec: {
      type: service.public ? 'LoadBalancer' : 'ClusterIP',
      selector: selectorOf(service),
      ports: [{ name: 'http', port: 80, targetPort: IntOrString.fromString('http'), ...nodePort }],
    },
  });
}
