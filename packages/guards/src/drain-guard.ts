import { deregistrationSeconds } from '@eks-practice/workloads/termination';
import type { EksStage } from '@eks-practice/stages/stage';
import type { Refusal } from './refusal.ts';

/**
 * How long a network load balancer with IP targets goes on sending new connections to one that it was told to forget, in
 * seconds; measured by users of the controller, whatever its settings (aws-load-balancer-controller#2366).
 */
const networkLoadBalancerSeconds = 120;

/** Whether a pod that goes serves for as long as its load balancer still sends requests to it. */
export function drainRefusals({ name, drainSeconds, ingress }: EksStage): Refusal[] {
  const field = `stages.${name}.drainSeconds`;
  if (ingress === 'nlb') {
    if (drainSeconds >= networkLoadBalancerSeconds) return [];
    return [
      {
        guard: 'drain',
        message: `${field} is ${drainSeconds}, but a network load balancer sends requests to a pod for up to ${networkLoadBalancerSeconds} s after it was told to go: they would fail at each rollout and scale-in.`,
        remedy: `Set it to ${networkLoadBalancerSeconds} or more; 180 is on the safe side.`,
      },
    ];
  }
  const delay = deregistrationSeconds(drainSeconds);
  if (delay >= shortestDeregistrationSeconds) return [];
  const needed = leastDrainSeconds();
  return [
    {
      guard: 'drain',
      message: `${field} is ${drainSeconds}, which leaves the application load balancer ${delay} s to finish the requests of a pod that goes.`,
      remedy: `Set it to ${needed} or more.`,
    },
  ];
}

/** Less would cut off requests that take their time. */
const shortestDeregistrationSeconds = 10;

/** The shortest drain that leaves a load balancer that time; the model's most is 600 s. */
function leastDrainSeconds(): number {
  let seconds = 1;
  while (seconds < 600 && deregistrationSeconds(seconds) < shortestDeregistrationSeconds) seconds += 1;
  return seconds;
}
