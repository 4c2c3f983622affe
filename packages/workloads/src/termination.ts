/**
 * For how long a pod goes on after SIGTERM before it closes its connections, in seconds: each answer in that time says
 * `connection: close`, so that callers who keep connections open leave by themselves.
 */
const farewellSeconds = 2;

/** Room for the requests still under way when the connections close, which service-kit gives 10 s, and for the exit. */
const marginSeconds = 13;

/** How a pod goes, each step in seconds. */
export interface Termination {
  /** The kubelet waits this long before SIGTERM, while the endpoint's removal reaches every proxy and load balancer. */
  readonly preStopSeconds: number;
  /** The service's own DRAIN_SECONDS, from SIGTERM on. */
  readonly farewellSeconds: number;
  /** SIGKILL comes this long after the pod was told to go; it holds all of the above. */
  readonly gracePeriodSeconds: number;
}

/** @param drainSeconds the stage's: how long what routes to a pod needs to learn that it goes */
export function terminationOf(drainSeconds: number): Termination {
  return {
    preStopSeconds: drainSeconds,
    farewellSeconds,
    gracePeriodSeconds: drainSeconds + farewellSeconds + marginSeconds,
  };
}

/**
 * A load balancer's deregistration delay, in seconds: for how long it leaves a pod that it was told to forget to finish its
 * requests. Half of the drain: the other half is for the news to arrive, from the endpoint's removal through the controller
 * and the load balancer's API to each of its own nodes.
 */
export function deregistrationSeconds(drainSeconds: number): number {
  return Math.floor(drainSeconds / 2);
}
