/**
 * How long requests in flight may take to finish once the server closes, in seconds. A pod's
 * `terminationGracePeriodSeconds` must exceed its `preStop` sleep plus DRAIN_SECONDS plus this.
 */
export const inFlightLimitSeconds = 10;

/** What a drain does, so that its order can be seen without a process, a server or a clock. */
export interface DrainSteps {
  /** How long to go on serving. */
  readonly serveSeconds: number;
  failReadiness(): void;
  sleep(milliseconds: number): Promise<void>;
  /** Stops accepting, closes idle connections, and settles when the last request is answered. */
  close(): Promise<void>;
  /** Cuts the connections that are still open. */
  cut(): void;
  log(message: string): void;
}

/**
 * Takes the pod out of service without losing a request. The order is the point:
 *
 * 1. Readiness fails at once, and each answer asks its caller to connect anew, elsewhere.
 * 2. It keeps serving, for the news takes time: the probe's period, then every node's kube-proxy, then a load
 *    balancer's deregistration. Whoever has not heard yet still connects here, and a closed door would be an error to him.
 * 3. Only then the server closes, and what is in flight is answered.
 *
 * @returns the exit code: 0, or 1 where requests had to be cut off
 */
export async function drain(steps: DrainSteps): Promise<0 | 1> {
  steps.failReadiness();
  steps.log(`draining: serving for ${steps.serveSeconds} s more`);
  if (steps.serveSeconds > 0) await steps.sleep(steps.serveSeconds * 1000);
  const closed = steps.close().then(() => true);
  const tooLong = steps.sleep(inFlightLimitSeconds * 1000).then(() => false);
  if (await Promise.race([closed, tooLong])) {
    steps.log('drained');
    return 0;
  }
  steps.log(`requests were still in flight ${inFlightLimitSeconds} s after the server closed, and are cut off`);
  steps.cut();
  return 1;
}
