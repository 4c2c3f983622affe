import { type Service, callersOf, serviceNamed } from '@eks-practice/catalogue/services';
import {
  IntOrString,
  KubeNetworkPolicy,
  type NetworkPolicyEgressRule,
  type NetworkPolicyIngressRule,
} from 'cdk8s-plus-34/lib/imports/k8s.js';
import type { Construct } from 'constructs';
import { labelsOf, ownLabels, selectorOf } from './labels.ts';

/** Nothing goes in or out of any pod of the namespace, unless another policy admits it. */
export function denyAll(scope: Construct): void {
  new KubeNetworkPolicy(scope, 'deny-all', {
    metadata: { name: 'deny-all', labels: ownLabels },
    spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
  });
}

/** Admits what the catalogue declares: a public service from anywhere, another from its callers; each to its callees. */
export function networkPolicy(scope: Construct, service: Service): void {
  new KubeNetworkPolicy(scope, `${service.name}-network-policy`, {
    metadata: { name: service.name, labels: labelsOf(service) },
    spec: {
      podSelector: { matchLabels: selectorOf(service) },
      policyTypes: ['Ingress', 'Egress'],
      ingress: ingress(service),
      egress: [dns, ...service.calls.map(serviceNamed).map(egressTo)],
    },
  });
}

// Policies act on the pods' own ports: by then the Service's port 80 has been translated.
const containerPort = (service: Service) => ({ protocol: 'TCP', port: IntOrString.fromNumber(service.port) });
const podsOf = (service: Service) => ({ podSelector: { matchLabels: selectorOf(service) } });

function ingress(service: Service): NetworkPolicyIngressRule[] {
  const ports = [containerPort(service)];
  if (service.public) return [{ ports }];
  const callers = callersOf(service.name);
  // A rule with an empty `from` would admit everybody, so without callers there is no rule.
  return callers.length === 0 ? [] : [{ from: callers.map(podsOf), ports }];
}

function egressTo(callee: Service): NetworkPolicyEgressRule {
  return { to: [podsOf(callee)], ports: [containerPort(callee)] };
}

const dns: NetworkPolicyEgressRule = {
  to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } } }],
  // An answer too long for UDP comes over TCP.
  ports: ['UDP', 'TCP'].map((protocol) => ({ protocol, port: IntOrString.fromNumber(53) })),
};
