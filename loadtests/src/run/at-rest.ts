import { reachedFrom } from '@eks-practice/catalogue/services';
import { stateOf, unrest } from '../recorder/state.ts';
import type { RunContext } from './run-context.ts';
import { RunInvalid } from '../run-invalid.ts';
import { followStatus } from './follow-status.ts';
import { waitUntil } from './wait-until.ts';

/** Beyond the stabilisation window: a scrape and a sync to notice, and the pods' drain. */
const scaleInAllowanceSeconds = 120;

/** How long a stage may take until it is at rest, in seconds. */
export function restBoundSeconds({ stage }: RunContext['target']): number {
  const windows = Object.values(stage.services).map(({ scaling }) => scaling.scaleDownStabilizationSeconds);
  return Math.max(...windows) + stage.drainSeconds + scaleInAllowanceSeconds;
}

/** Why the stage is not at rest; undefined where every workload has its minimum of pods, or those held, all ready. */
export function unrestOf({ recorder, target }: RunContext, held?: number): string | undefined {
  const reached = reachedFrom(target.service);
  const reasons = Object.entries(target.stage.services).map(([name, { scaling }]) =>
    unrest(stateOf(recorder.recording, name), reached.has(name) ? (held ?? scaling.minReplicas) : scaling.minReplicas),
  );
  return reasons.find((reason) => reason !== undefined);
}

/**
 * Waits until the stage is at rest.
 * @param step what this wait is called while it lasts
 * @param held how many pods each service that the load reaches is held at; default: its minimum
 * @returns whether it came to rest within its bound
 */
export async function waitForRest(context: RunContext, step: string, held?: number): Promise<boolean> {
  const seconds = restBoundSeconds(context.target);
  const quiet = followStatus(context, [{ name: step, seconds, atMost: true }]);
  let told: string | undefined;
  const rested = await waitUntil(
    () => {
      const reason = unrestOf(context, held);
      if (reason !== undefined && reason !== told) context.progress(`waiting: ${reason}`);
      told = reason;
      return reason === undefined ? true : undefined;
    },
    { seconds, signal: context.signal },
  ).finally(quiet);
  return rested ?? false;
}

/** @throws {RunInvalid} where the stage does not come to rest, with the reason */
export async function requireRest(context: RunContext): Promise<void> {
  if (await waitForRest(context, 'coming to rest')) return;
  const bound = restBoundSeconds(context.target);
  throw new RunInvalid(`The stage did not come to rest within ${bound} s before the load: ${unrestOf(context)}.`);
}
