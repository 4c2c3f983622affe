import type { MeasuredService } from '../profile/measured-service.ts';
import { requireRest } from './at-rest.ts';
import { calibrate } from './calibrate.ts';
import type { Evidence } from './evidence.ts';
import { probeTarget } from './probe-target.ts';
import type { RunContext } from './run-context.ts';

/**
 * What every scenario begins with whose rate follows from what a request costs: a stage that answers and is at rest, and
 * that cost.
 * @returns undefined where requests of the calibration fail, which is an answer about the stage already
 * @throws {RunInvalid} where the stage does not come to rest, or nothing is measured
 */
export async function calibrated(
  context: RunContext,
  evidence: Evidence,
): Promise<readonly MeasuredService[] | undefined> {
  await probeTarget(context);
  await requireRest(context);
  evidence.calibration = context.plan.calibration ?? (await calibrate(context, evidence));
  // A calibration on code that was never run before may cost enough to make the stage scale already.
  if (evidence.calibration) await requireRest(context);
  return evidence.calibration?.services;
}
