import { setTimeout as delay } from 'node:timers/promises';
import { requireOperator } from '../distributed/require-operator.ts';
import { sendByRunners } from '../distributed/send-by-runners.ts';
import { saysSomething } from '../k6-run/run-k6.ts';
import { loadProfile } from '../profile/load-profile.ts';
import { boundOf } from '../reaction/workload-reaction.ts';
import { stateOf } from '../recorder/state.ts';
import { restBoundSeconds, waitForRest } from './at-rest.ts';
import { calibrated } from './calibrated.ts';
import type { Evidence } from './evidence.ts';
import type { RunContext } from './run-context.ts';
import { type RunningLoad, startLoadOf } from './send-load.ts';
import { waitUntil } from './wait-until.ts';

/** Out and in again: from rest, over a step that makes the stage scale out, back to rest. */
export async function runLoad(context: RunContext, evidence: Evidence): Promise<void> {
  const { quick, runners } = context.plan;
  if (runners !== undefined) await requireOperator(context.target);
  const services = await calibrated(context, evidence);
  if (!services) return;
  const decisionBoundSeconds = boundOf(context.target.service, evidence).decisionSeconds;
  const { base, peak } = (evidence.profile = loadProfile(services, { ...context.plan, decisionBoundSeconds }));
  context.progress(
    `load: ${base.ratePerSecond} requests/s for ${Math.round(base.seconds)} s, then ${peak.ratePerSecond} for ` +
      (quick ? `${peak.seconds} s at most, until a new pod serves` : `${peak.seconds} s`),
  );
  const phases = [base, peak] as const;
  if (runners === undefined) {
    const running = await startLoadOf(context, { scenario: 'load', name: 'load', phases, mayEndEarly: quick });
    evidence.load = running.load;
    if (quick) await endOnceServed(context, running, base.seconds + peak.seconds);
    await running.ended;
  } else evidence.load = await sendByRunners(context, { scenario: 'load', phases, runners });
  // Nothing follows from a load that was cut short, so that there is nothing to wait for.
  if (!saysSomething(evidence.load.outcome)) return;

  evidence.scaleInBoundSeconds = restBoundSeconds(context.target);
  context.progress(`the load has ended; waiting for scale-in, ${evidence.scaleInBoundSeconds} s at most`);
  await waitForRest(context, 'scale-in');
}

/** How long a new pod is given requests before a quick load ends, in milliseconds: it must be seen to serve. */
const servingMs = 5_000;

/** Ends the load as soon as it has shown the scale-out; where it never does, the load takes its whole time. */
async function endOnceServed(
  { recorder, signal, target }: RunContext,
  { ended, load, stop }: RunningLoad,
  seconds: number,
): Promise<void> {
  const rest = target.stage.services[target.service]?.scaling.minReplicas ?? 0;
  const more = (): boolean => stateOf(recorder.recording, target.service).ready > rest;
  const outcome = (): 'over' | 'more' | undefined => (load.outcome ? 'over' : more() ? 'more' : undefined);
  const seen = await waitUntil(outcome, { seconds, signal }).catch((error: unknown) =>
    // k6 ends by the same signal, and is waited for before the folder that it writes to may go.
    ended.then(() => Promise.reject(error)),
  );
  if (seen !== 'more') return;
  await Promise.race([delay(servingMs), ended]);
  stop();
}
