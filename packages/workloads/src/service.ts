import { type Service, publicServices } from '@eks-practice/catalogue/services';
import { localNodePort } from '@eks-practice/stages/local-access';
import { type Stage, isOnEks } from '@eks-practice/stages/stage';
import { IntOrString, KubeService } from 'cdk8s-plus-34/lib/imports/k8s.js';
import type { Construct } from 'constructs';
import { labelsOf, selectorOf, serviceObjectName } from './labels.ts';
import { networkLoadBalancerAnnotations, networkLoadBalancerSpec } from './network-load-balancer.ts';

/**
 * A service's stable address, on port 80: inside the cluster, or for a public one a LoadBalancer of its own, unless an Ingress
 * leads to it.
 */
export function serviceObject(scope: Construct, service: Service, stage: Stage): void {
  const exposure = exposureOf(service, stage);
  // Locally the node is a container whose port mapping cannot follow a random port.
  const nodePort = exposure === 'local' ? { nodePort: localNodePort(publicServices.indexOf(service)) } : {};
  new KubeService(scope, `${service.name}-service`, {
    metadata: {
      name: serviceObjectName(service),
      labels: labelsOf(service),
      ...(exposure === 'nlb' ? { annotations: networkLoadBalancerAnnotations(stage) } : {}),
    },
    spec: {
      type: exposure === 'inside' ? 'ClusterIP' : 'LoadBalancer',
      selector: selectorOf(service),
      // A number, as the network policies say it too: EKS's policy controller compares the two when it works out which
      // address a caller may use, and would have to find a pod to translate a name.
      ports: [{ name: 'http', port: 80, targetPort: IntOrString.fromNumber(service.port), ...nodePort }],
      ...(exposure === 'nlb' ? networkLoadBalancerSpec(stage) : {}),
    },
  });
}

/** Who reaches a service by its Service object: the namespace, this machine, or the world. */
function exposureOf(service: Service, stage: Stage): 'inside' | 'local' | 'nlb' {
  if (!service.public) return 'inside';
  if (!isOnEks(stage)) return 'local';
  return stage.ingress === 'alb' ? 'inside' : 'nlb';
}
