import type { Service } from '@eks-practice/catalogue/services';
import { type Stage, isOnEks } from '@eks-practice/stages/stage';
import { KubeIngress } from 'cdk8s-plus-34/lib/imports/k8s.js';
import type { Construct } from 'constructs';
import { labelsOf, serviceObjectName } from './labels.ts';
import { mapText, resourceTags, scheme, targetGroupAttributes, targetType } from './load-balancer.ts';

/** What an `alb` is told, by the stage. */
type Alb = NonNullable<Stage['alb']>;

const prefix = 'alb.ingress.kubernetes.io/';

/** The way to a public service through the stage's one application load balancer, where the stage has one. */
export function ingress(scope: Construct, service: Service, stage: Stage): void {
  const { alb } = stage;
  if (!service.public || !isOnEks(stage) || stage.ingress !== 'alb' || !alb) return;
  const host = `${service.name}.${alb.domain}`;
  const backend = { service: { name: serviceObjectName(service), port: { name: 'http' } } };
  new KubeIngress(scope, `${service.name}-ingress`, {
    metadata: { name: service.name, labels: labelsOf(service), annotations: annotations(stage, alb) },
    spec: {
      ingressClassName: 'alb',
      rules: [{ host, http: { paths: [{ path: '/', pathType: 'Prefix', backend }] } }],
    },
  });
}

/** What the AWS Load Balancer Controller reads from an Ingress: its documentation has the annotations' meaning. */
function annotations(stage: Stage, { certificateArn }: Alb): Record<string, string> {
  return {
    // Ingresses of one group share a load balancer; the group is called as the stage is.
    [`${prefix}group.name`]: stage.name,
    [`${prefix}scheme`]: scheme,
    [`${prefix}target-type`]: targetType,
    [`${prefix}listen-ports`]: JSON.stringify([{ HTTP: 80 }, { HTTPS: 443 }]),
    [`${prefix}ssl-redirect`]: '443',
    [`${prefix}ssl-policy`]: 'ELBSecurityPolicy-TLS13-1-2-2021-06',
    [`${prefix}certificate-arn`]: certificateArn,
    [`${prefix}inbound-cidrs`]: stage.allowedCidrs.join(','),
    [`${prefix}load-balancer-attributes`]: mapText({ 'routing.http.drop_invalid_header_fields.enabled': 'true' }),
    // Here, as it says nothing where TLS has not begun: whoever has once come by HTTPS comes by no other way for a year.
    [`${prefix}listener-attributes.HTTPS-443`]: mapText({
      'routing.http.response.strict_transport_security.header_value': 'max-age=31536000',
    }),
    [`${prefix}target-group-attributes`]: targetGroupAttributes(stage),
    [`${prefix}tags`]: resourceTags(stage),
    // On the port that the network policy opens to the world, as only a path on that one can be asked. This path is every
    // service's, and asks no other service: were a callee down, all pods of its callers would seem to be.
    [`${prefix}healthcheck-path`]: '/openapi.json',
    [`${prefix}healthcheck-interval-seconds`]: '10',
    [`${prefix}healthy-threshold-count`]: '2',
    [`${prefix}unhealthy-threshold-count`]: '2',
  };
}
