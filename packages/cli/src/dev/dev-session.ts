import type { BundleWatch } from '@eks-practice/images/watch-bundle';
import type { DevPlan } from './plan.ts';
import type { ServiceEvent } from './service-event.ts';
import { ServiceProcess } from './service-process.ts';

export interface DevSession {
  readonly plans: readonly DevPlan[];
  /** Bundles a service, and again at each change, until its signal. */
  readonly watch: (service: string, watch: BundleWatch) => Promise<void>;
  readonly tell: (service: string, event: ServiceEvent) => void;
  /** Called once, when each service has been ready. */
  readonly onAllReady: () => void;
  /** Ends the session. */
  readonly signal: AbortSignal;
}

/**
 * Runs every service, and starts it anew at each change of its sources. What cannot be bundled leaves the last good one
 * running; what ends of itself waits for the next change.
 * @returns after the signal, when every process has ended
 */
export async function runDevSession({ plans, watch, tell, onAllReady, signal }: DevSession): Promise<void> {
  const awaited = new Set(plans.map(({ name }) => name));
  // A bug in one ends them all, so that nothing stays behind.
  const failed = new AbortController();
  const over = AbortSignal.any([signal, failed.signal]);
  const lives = plans.map(async (plan) => {
    const service = new ServiceProcess(plan, (event) => {
      tell(plan.name, event);
      if (event.kind === 'ready' && awaited.delete(plan.name) && awaited.size === 0) onAllReady();
    });
    try {
      await watch(plan.name, {
        signal: over,
        onBuilt: (bundle) => service.replaceBy(bundle),
        onError: (errors) => tell(plan.name, { kind: 'broken', errors, runsOn: service.isRunning }),
      });
    } finally {
      failed.abort();
      await service.stop();
    }
  });
  await Promise.allSettled(lives);
  await Promise.all(lives);
}
