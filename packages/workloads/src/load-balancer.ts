import type { Stage } from '@eks-practice/stages/stage';
import { deregistrationSeconds } from './termination.ts';

/** What the AWS Load Balancer Controller is told alike of a network and of an application load balancer. */
export const scheme = 'internet-facing';

/** To the pods' own addresses: one hop less than through a node's port, and each pod's health is the balancer's to see. */
export const targetType = 'ip';

/** How a target group lets go of a pod. */
export function targetGroupAttributes({ drainSeconds }: Stage): string {
  return mapText({ 'deregistration_delay.timeout_seconds': String(deregistrationSeconds(drainSeconds)) });
}

/** By these tags a sweep finds what the controller made, and the bill says whose it is; as on what the stacks make. */
export function resourceTags(stage: Stage): string {
  return mapText({
    'eks-practice:app': 'eks-practice',
    'eks-practice:cluster': stage.cluster.name,
    'eks-practice:stage': stage.name,
  });
}

/** A map as the controller reads it from an annotation. */
export function mapText(map: Readonly<Record<string, string>>): string {
  return Object.entries(map)
    .map(([key, value]) => `${key}=${value}`)
    .join(',');
}
