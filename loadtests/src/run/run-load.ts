import { saysSomething } from '../k6-run/run-k6.ts';
import { loadProfile } from '../profile/load-profile.ts';
import { requireRest, restBoundSeconds, waitForRest } from './at-rest.ts';
import { calibrate } from './calibrate.ts';
import type { Evidence } from './evidence.ts';
import { probeTarget } from './probe-target.ts';
import type { RunContext } from './run-context.ts';
import { startLoadOf } from './send-load.ts';

/** A few requests, to see that the whole line answers. */
export async function runSmoke(context: RunContext, evidence: Evidence): Promise<void> {
  await probeTarget(context);
  const phase = { name: 'smoke', ratePerSecond: 5, seconds: 10 };
  const { load, ended } = await startLoadOf(context, { scenario: 'smoke', name: 'smoke', phases: [phase] });
  evidence.load = load;
  await ended;
}

/** Out and in again: from rest, over a step that makes the stage scale out, back to rest. */
export async function runLoad(context: RunContext, evidence: Evidence): Promise<void> {
  await probeTarget(context);
  await requireRest(context);

  evidence.calibration = await calibrate(context, evidence);
  if (!evidence.calibration) return;
  // A calibration on code that was never run before may cost enough to make the stage scale already.
  await requireRest(context);

  const { base, peak } = (evidence.profile = loadProfile(evidence.calibration.services));
  context.progress(
    `load: ${base.ratePerSecond} requests/s for ${base.seconds} s, then ${peak.ratePerSecond} for ${peak.seconds} s`,
  );
  const { load, ended } = await startLoadOf(context, { scenario: 'load', name: 'load', phases: [base, peak] });
  evidence.load = load;
  await ended;
  // Nothing follows from a load that was cut short, so that there is nothing to wait for.
  if (!saysSomething(load.outcome)) return;

  evidence.scaleInBoundSeconds = restBoundSeconds(context.target);
  context.progress(`the load has ended; waiting for scale-in, ${evidence.scaleInBoundSeconds} s at most`);
  await waitForRest(context, 'scale-in');
}
