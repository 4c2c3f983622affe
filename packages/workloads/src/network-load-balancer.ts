import type { Stage } from '@eks-practice/stages/stage';
import type { ServiceSpec } from 'cdk8s-plus-34/lib/imports/k8s.js';
import { mapText, resourceTags, scheme, targetGroupAttributes, targetType } from './load-balancer.ts';

const prefix = 'service.beta.kubernetes.io/aws-load-balancer-';

/** What the AWS Load Balancer Controller reads from a Service: its documentation has the annotations' meaning. */
export function networkLoadBalancerAnnotations(stage: Stage): Record<string, string> {
  return {
    [`${prefix}scheme`]: scheme,
    [`${prefix}nlb-target-type`]: targetType,
    // Else a zone with one pod of three would get half of the requests. What crosses zones is billed by the GB.
    [`${prefix}attributes`]: mapText({ 'load_balancing.cross_zone.enabled': 'true' }),
    [`${prefix}target-group-attributes`]: targetGroupAttributes(stage),
    [`${prefix}additional-resource-tags`]: resourceTags(stage),
    // The port that the network policy opens to the world. Whether a pod should get requests at all is for its readiness to
    // say, on the admin port, which the policy keeps shut; a connection is enough for the balancer's own question.
    [`${prefix}healthcheck-protocol`]: 'tcp',
    [`${prefix}healthcheck-port`]: 'traffic-port',
    [`${prefix}healthcheck-interval`]: '10',
    [`${prefix}healthcheck-healthy-threshold`]: '2',
    [`${prefix}healthcheck-unhealthy-threshold`]: '2',
  };
}

/** The part of a Service's spec that makes the controller, and no other, give it a network load balancer. */
export function networkLoadBalancerSpec({ allowedCidrs }: Stage): ServiceSpec {
  return {
    loadBalancerClass: 'service.k8s.aws/nlb',
    // They become rules of the balancer's security group, which sees the callers' own addresses.
    loadBalancerSourceRanges: allowedCidrs,
    // The targets are pods: a port on every node would be one more way in.
    allocateLoadBalancerNodePorts: false,
  };
}
