import { type Service, callersOf, serviceNamed } from '@eks-practice/catalogue/services';
import type { Stage } from '@eks-practice/stages/stage';
import {
  IntOrString,
  KubeNetworkPolicy,
  type NetworkPolicyEgressRule,
  type NetworkPolicyIngressRule,
} from 'cdk8s-plus-34/lib/imports/k8s.js';
import type { Construct } from 'constructs';
import { labelsOf, namespaceNamed, ownLabels, selectorOf } from './labels.ts';
import { tracingEgress } from './tracing.ts';

/** Nothing goes in or out of any pod of the namespace, unless another policy admits it. */
export function denyAll(scope: Construct): void {
  new KubeNetworkPolicy(scope, 'deny-all', {
    metadata: { name: 'deny-all', labels: ownLabels },
    spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
  });
}

/** The namespace from which metrics are scraped. */
const monitoringNamespace = 'monitoring';

/**
 * Admits what the catalogue declares: a public service from anywhere, another from its callers; each to its callees, and to the collector
 * of the stage's spans. The admin port is for the monitoring namespace alone; the kubelet, which probes it too, is admitted by every node.
 */
export function networkPolicy(scope: Construct, service: Service, stage: Stage): void {
  new KubeNetworkPolicy(scope, `${service.name}-network-policy`, {
    metadata: { name: service.name, labels: labelsOf(service) },
    spec: {
      podSelector: { matchLabels: selectorOf(service) },
      policyTypes: ['Ingress', 'Egress'],
      ingress: [...endpointIngress(service), scraping(service)],
      egress: [dns, ...service.calls.map(serviceNamed).map(egressTo), ...tracingEgress(stage)],
    },
  });
}

// Policies act on the pods' own ports: by then the Service's port 80 has been translated.
const tcp = (port: number) => ({ protocol: 'TCP', port: IntOrString.fromNumber(port) });
const podsOf = (service: Service) => ({ podSelector: { matchLabels: selectorOf(service) } });

function endpointIngress(service: Service): NetworkPolicyIngressRule[] {
  const ports = [tcp(service.port)];
  if (service.public) return [{ ports }];
  const callers = callersOf(service.name);
  // A rule with an empty `from` would admit everybody, so without callers there is no rule.
  return callers.length === 0 ? [] : [{ from: callers.map(podsOf), ports }];
}

function scraping({ adminPort }: Service): NetworkPolicyIngressRule {
  return { from: [namespaceNamed(monitoringNamespace)], ports: [tcp(adminPort)] };
}

function egressTo(callee: Service): NetworkPolicyEgressRule {
  return { to: [podsOf(callee)], ports: [tcp(callee.port)] };
}

const dns: NetworkPolicyEgressRule = {
  to: [namespaceNamed('kube-system')],
  // An answer too long for UDP comes over TCP.
  ports: ['UDP', 'TCP'].map((protocol) => ({ protocol, port: IntOrString.fromNumber(53) })),
};
