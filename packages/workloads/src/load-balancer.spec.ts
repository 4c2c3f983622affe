import { publicServices, services } from '@eks-practice/catalogue/services';
import type { Stage } from '@eks-practice/stages/stage';
import { app } from '@eks-practice/stages/stages';
import { describe, expect, test } from '@jest/globals';
import { type KubernetesObject, stageObjects } from './stage-objects.ts';
import { deregistrationSeconds, terminationOf } from './termination.ts';

const images = Object.fromEntries(services.map(({ name }) => [name, `${name}:1`]));
const [service] = publicServices;
if (!service) throw new Error('the tests need a public service');
const dev: Stage = { ...(app.stages.dev as Stage), allowedCidrs: ['203.0.113.0/24', '198.51.100.7/32'] };
const certificateArn = 'arn:aws:acm:eu-central-1:111122223333:certificate/a';
const withAlb: Stage = { ...dev, ingress: 'alb', alb: { domain: 'dev.example.org', certificateArn } };
const tags = 'eks-practice:app=eks-practice,eks-practice:cluster=dev,eks-practice:stage=dev';

function objectOf(stage: Stage, kind: string, name: string): KubernetesObject {
  const found = stageObjects({ stage, images }).find((object) => object.kind === kind && object.metadata.name === name);
  if (!found) throw new Error(`there is no ${kind} ${name}`);
  return found;
}

/** The annotations with this prefix, without it. */
function annotationsOf({ metadata }: KubernetesObject, prefix: string): Record<string, string> {
  const own = Object.entries(metadata.annotations ?? {}).filter(([key]) => key.startsWith(prefix));
  return Object.fromEntries(own.map(([key, value]) => [key.slice(prefix.length), value]));
}

describe('a network load balancer', () => {
  const object = objectOf(dev, 'Service', `${service.name}-service`);
  const annotations = annotationsOf(object, 'service.beta.kubernetes.io/aws-load-balancer-');

  test('is made by the controller alone, leads to the pods and lets in whom the stage says', () => {
    expect(object.spec).toMatchObject({
      type: 'LoadBalancer',
      loadBalancerClass: 'service.k8s.aws/nlb',
      loadBalancerSourceRanges: dev.allowedCidrs,
      allocateLoadBalancerNodePorts: false,
    });
    expect(annotations).toMatchObject({
      scheme: 'internet-facing',
      'nlb-target-type': 'ip',
      attributes: 'load_balancing.cross_zone.enabled=true',
    });
  });

  test('asks on the port that the network policy opens, and carries the tags that the sweep looks for', () => {
    expect(annotations).toMatchObject({
      'healthcheck-protocol': 'tcp',
      'healthcheck-port': 'traffic-port',
      'additional-resource-tags': tags,
      'target-group-attributes': 'deregistration_delay.timeout_seconds=90',
    });
  });

  test('needs the annotations as the controller knows them: text, and no other', () => {
    for (const value of Object.values(object.metadata.annotations ?? {})) expect(typeof value).toBe('string');
    expect(Object.keys(annotations)).toHaveLength(Object.keys(object.metadata.annotations ?? {}).length);
  });
});

describe('an application load balancer', () => {
  const object = objectOf(withAlb, 'Ingress', service.name);
  const annotations = annotationsOf(object, 'alb.ingress.kubernetes.io/');

  test("leads from a service's host to its Service, which has no load balancer of its own", () => {
    const backend = { service: { name: `${service.name}-service`, port: { name: 'http' } } };
    expect(object.spec).toEqual({
      ingressClassName: 'alb',
      rules: [
        { host: `${service.name}.dev.example.org`, http: { paths: [{ path: '/', pathType: 'Prefix', backend }] } },
      ],
    });
    expect(objectOf(withAlb, 'Service', `${service.name}-service`)).toMatchObject({
      spec: { type: 'ClusterIP', ports: [{ name: 'http', port: 80 }] },
    });
    expect(objectOf(withAlb, 'Service', `${service.name}-service`).metadata.annotations).toBeUndefined();
  });

  test('is one for the stage, speaks HTTPS, and sends whoever comes by HTTP there', () => {
    expect(annotations).toMatchObject({
      'group.name': 'dev',
      scheme: 'internet-facing',
      'target-type': 'ip',
      'listen-ports': '[{"HTTP":80},{"HTTPS":443}]',
      'ssl-redirect': '443',
      'certificate-arn': certificateArn,
      'inbound-cidrs': '203.0.113.0/24,198.51.100.7/32',
      'load-balancer-attributes': 'routing.http.drop_invalid_header_fields.enabled=true',
      'listener-attributes.HTTPS-443': 'routing.http.response.strict_transport_security.header_value=max-age=31536000',
      'target-group-attributes': 'deregistration_delay.timeout_seconds=90',
      tags,
      'healthcheck-path': '/openapi.json',
    });
    expect(annotations).not.toHaveProperty('healthcheck-port');
  });

  test('is not there on a local cluster, whatever the stage says', () => {
    const local = { ...withAlb, cluster: (app.stages.local as Stage).cluster };
    expect(stageObjects({ stage: local, images }).map(({ kind }) => kind)).not.toContain('Ingress');
  });
});

test.each([
  [1, 0],
  [20, 10],
  [21, 10],
  [180, 90],
  [600, 300],
])(
  'a drain of %i s has a deregistration delay of %i s, which is over before the pod is told to stop',
  (drain, delay) => {
    expect(deregistrationSeconds(drain)).toBe(delay);
    expect(deregistrationSeconds(drain)).toBeLessThan(terminationOf(drain).preStopSeconds);
  },
);
