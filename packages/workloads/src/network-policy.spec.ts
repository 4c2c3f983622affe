import { callersOf, services } from '@eks-practice/catalogue/services';
import type { Stage } from '@eks-practice/stages/stage';
import { app } from '@eks-practice/stages/stages';
import { afterEach, expect, test } from '@jest/globals';
import { stageObjects } from './stage-objects.ts';

// Evaluates the policies as the NetworkPolicy API defines them, as far as ours use it: a pod that a policy selects for a
// direction admits only what some policy's rule admits; a connection needs the leave of both ends.

type Labels = Readonly<Record<string, string>>;
interface Peer {
  readonly podSelector?: { readonly matchLabels?: Labels };
  readonly namespaceSelector?: { readonly matchLabels?: Labels };
}
interface Rule {
  readonly from?: readonly Peer[];
  readonly to?: readonly Peer[];
  readonly ports?: readonly { readonly port: number; readonly protocol: string }[];
}
interface PolicySpec {
  readonly podSelector: { readonly matchLabels?: Labels };
  readonly policyTypes: readonly string[];
  readonly ingress?: readonly Rule[];
  readonly egress?: readonly Rule[];
}
interface Endpoint {
  readonly pod: Labels;
  readonly namespace: Labels;
}

const stage = app.stages.local as Stage;
const images = Object.fromEntries(services.map(({ name }) => [name, 'any:1']));
const policiesOf = (of: Stage): PolicySpec[] =>
  stageObjects({ stage: of, images })
    .filter(({ kind }) => kind === 'NetworkPolicy')
    .map(({ spec }) => spec as unknown as PolicySpec);
const usual = policiesOf(stage);
let policies = usual;
afterEach(() => {
  policies = usual;
});

const inStage = { 'kubernetes.io/metadata.name': stage.name };
const podOf = (name: string): Endpoint => ({ pod: { 'app.kubernetes.io/name': name }, namespace: inStage });
const stranger: Endpoint = { pod: { 'app.kubernetes.io/name': 'stranger' }, namespace: inStage };
const outside: Endpoint = { pod: {}, namespace: {} };
const scraper: Endpoint = { pod: { app: 'prometheus' }, namespace: { 'kubernetes.io/metadata.name': 'monitoring' } };
const dns: Endpoint = { pod: { 'k8s-app': 'kube-dns' }, namespace: { 'kubernetes.io/metadata.name': 'kube-system' } };

function matches(selector: { readonly matchLabels?: Labels } | undefined, labels: Labels): boolean {
  return Object.entries(selector?.matchLabels ?? {}).every(([key, value]) => labels[key] === value);
}

function isPeer(peer: Peer, { pod, namespace }: Endpoint): boolean {
  const namespaceFits = peer.namespaceSelector ? matches(peer.namespaceSelector, namespace) : namespace === inStage;
  return namespaceFits && matches(peer.podSelector, pod);
}

function admits(
  direction: 'Ingress' | 'Egress',
  self: Endpoint,
  other: Endpoint,
  port: number,
  protocol: string,
): boolean {
  if (self.namespace !== inStage) return true; // our policies do not reach it
  const selecting = policies.filter((p) => p.policyTypes.includes(direction) && matches(p.podSelector, self.pod));
  if (selecting.length === 0) return true;
  const rules = selecting.flatMap((policy) => (direction === 'Ingress' ? policy.ingress : policy.egress) ?? []);
  return rules.some((rule) => {
    const peers = direction === 'Ingress' ? rule.from : rule.to;
    const peerFits = peers === undefined || peers.some((peer) => isPeer(peer, other));
    return peerFits && (rule.ports?.some((p) => p.port === port && p.protocol === protocol) ?? true);
  });
}

function allowed(from: Endpoint, to: Endpoint, port: number, protocol = 'TCP'): boolean {
  return admits('Egress', from, to, port, protocol) && admits('Ingress', to, from, port, protocol);
}

test('a service is reached from where the catalogue says, on its own port, and from nowhere else', () => {
  for (const service of services) {
    const callers = callersOf(service.name).map(({ name }) => name);
    for (const other of services) {
      // A public service admits every source, but a source of ours may still go only where it declared to.
      expect([other.name, service.name, allowed(podOf(other.name), podOf(service.name), service.port)]).toEqual([
        other.name,
        service.name,
        callers.includes(other.name),
      ]);
    }
    expect(allowed(outside, podOf(service.name), service.port)).toBe(service.public);
    expect(allowed(outside, podOf(service.name), service.adminPort + 1)).toBe(false);
    expect(admits('Ingress', podOf(service.name), stranger, service.port, 'TCP')).toBe(service.public);
  }
});

test('the admin port is for the monitoring namespace alone, and nothing else is for that', () => {
  for (const service of services) {
    const self = podOf(service.name);
    expect(allowed(scraper, self, service.adminPort)).toBe(true);
    expect(allowed(scraper, self, service.port)).toBe(service.public);
    for (const other of [outside, stranger, dns, ...services.map(({ name }) => podOf(name))]) {
      expect([other, allowed(other, self, service.adminPort)]).toEqual([other, false]);
    }
  }
});

test('every service may ask DNS over UDP and TCP, and leaves the cluster nowhere', () => {
  for (const { name } of services) {
    expect(allowed(podOf(name), dns, 53, 'UDP')).toBe(true);
    expect(allowed(podOf(name), dns, 53, 'TCP')).toBe(true);
    expect(allowed(podOf(name), dns, 443)).toBe(false);
    expect(allowed(podOf(name), outside, 443)).toBe(false);
  }
});

test('a pod that no statement made may neither call nor be called', () => {
  for (const { name, port } of services) expect(allowed(stranger, podOf(name), port)).toBe(false);
  expect(allowed(outside, stranger, 80)).toBe(false);
});

test.each([
  ['http://collector.monitoring:4318', 4318],
  ['http://collector.monitoring.svc.cluster.local:80', 80],
])('a stage whose spans go to %s admits that way, and no other', (endpoint, port) => {
  const collector: Endpoint = { ...scraper, pod: { app: 'collector' } };
  for (const { name } of services) expect(allowed(podOf(name), collector, port)).toBe(false);
  policies = policiesOf({ ...stage, tracing: { endpoint, sampleRatio: 1 } });
  for (const { name } of services) {
    expect(allowed(podOf(name), collector, port)).toBe(true);
    expect(allowed(podOf(name), collector, 4317)).toBe(false);
    expect(allowed(podOf(name), { ...collector, namespace: { 'kubernetes.io/metadata.name': 'other' } }, port)).toBe(
      false,
    );
    expect(allowed(podOf(name), outside, port)).toBe(false);
  }
  expect(allowed(stranger, collector, port)).toBe(false);
});
