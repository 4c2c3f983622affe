import { saysSomething } from '../k6-run/run-k6.ts';
import { spikeProfile } from '../profile/spike-profile.ts';
import { restBoundSeconds, waitForRest } from './at-rest.ts';
import { calibrated } from './calibrated.ts';
import type { Evidence } from './evidence.ts';
import type { RunContext } from './run-context.ts';
import { startLoadOf } from './send-load.ts';

/** More than anybody can react to: the pods at rest bear it, and the latency comes back. */
export async function runSpike(context: RunContext, evidence: Evidence): Promise<void> {
  const services = await calibrated(context, evidence);
  if (!services) return;
  const { multiple, phases } = spikeProfile(services, context.plan.quick);
  const [base, spike] = phases;
  context.progress(`spike: ${base.ratePerSecond} requests/s, ${multiple} times that for ${spike?.seconds} s, and back`);
  const { load, ended } = await startLoadOf(context, { scenario: 'spike', name: 'spike', phases });
  evidence.load = load;
  await ended;
  if (!saysSomething(load.outcome)) return;

  // It may have scaled out meanwhile; the next run begins at rest.
  evidence.scaleInBoundSeconds = restBoundSeconds(context.target);
  await waitForRest(context, 'coming to rest');
}
