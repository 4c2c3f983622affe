import { UserError } from '@eks-practice/errors/user-error';
import { isOnEks } from '@eks-practice/stages/stage';
import { stressBounds } from '../profile/bounds.ts';
import { type Knee, type Trial, kneeOf } from '../profile/knee.ts';
import { afterTrial, kneeSearch, nextRate } from '../profile/knee-search.ts';
import { type MeasuredService, rateFor } from '../profile/measured-service.ts';
import { RunInvalid } from '../run-invalid.ts';
import { unrestOf, waitForRest } from './at-rest.ts';
import { calibrated } from './calibrated.ts';
import type { Evidence } from './evidence.ts';
import { type HeldReplicas, heldReplicas } from './hold-replicas.ts';
import type { RunContext } from './run-context.ts';
import { startLoadOf } from './send-load.ts';
import { tryRate } from './try-rate.ts';

/** How close the knee is found, and how long each rate is tried for, in seconds. */
const care = { full: { precision: 1.1, seconds: 15 }, quick: { precision: 1.3, seconds: 8 } } as const;

/** Pods that were just started compile their code at the first requests. */
const warmUpSeconds = 8;

/**
 * Finds the knee for each number of pods: the highest rate with no failure and the latency within its bound. It ends with
 * the first number at which not the pods are what ends it, since more of them could show no more.
 */
export async function runStress(context: RunContext, evidence: Evidence): Promise<void> {
  const { quick } = context.plan;
  const { service, stage } = context.target;
  requireOwnAutoscalers(context);
  const services = await calibrated(context, evidence);
  if (!services) return;
  const { precision, seconds } = care[quick ? 'quick' : 'full'];
  const knees: Knee[] = [];
  const notTried: number[] = [];
  evidence.stress = { precision, trialSeconds: seconds, knees, notTried };
  {
    await using held = heldReplicas(context.target);
    const counts = quick
      ? [1]
      : Array.from({ length: stage.services[service]?.scaling.maxReplicas ?? 1 }, (_, n) => n + 1);
    for (const replicas of counts) {
      if (knees.some(({ limit }) => limit !== 'stage')) notTried.push(replicas);
      else knees.push(await findKnee(context, evidence, { held, replicas, services, precision, seconds }));
    }
  }
  await waitForRest(context, 'coming to rest');
}

interface KneeOptions {
  readonly held: HeldReplicas;
  readonly replicas: number;
  readonly services: readonly MeasuredService[];
  readonly precision: number;
  readonly seconds: number;
}

async function findKnee(context: RunContext, evidence: Evidence, options: KneeOptions): Promise<Knee> {
  const { held, replicas, services, precision, seconds } = options;
  await held.hold(replicas);
  // What the calibration foretells, halved: from below, so that the pods are not broken before they were measured.
  const foretold = Math.min(...services.map((one) => rateFor(one, replicas * one.cpuLimitMillicores)));
  let search = kneeSearch(foretold / 2, { atMost: stressBounds.ratePerSecond, precision });
  await settle(context, replicas);
  await warmUp(context, replicas, Math.max(1, Math.floor(search.start / 3)));
  const trials: Trial[] = [];
  for (let rate = nextRate(search); rate !== undefined; rate = nextRate(search)) {
    await settle(context, replicas);
    const trial = await tryRate(context, evidence, { replicas, ratePerSecond: rate, seconds });
    trials.push(trial);
    search = afterTrial(search, rate, trial.faults.length === 0);
    context.progress(`stress: ${trialText(trial)}`);
  }
  return kneeOf(replicas, search, trials);
}

function trialText({ replicas, ratePerSecond, p95Ms, faults }: Trial): string {
  const borne = faults.length === 0 ? `borne, p95 ${Math.round(p95Ms ?? 0)} ms` : faults.join(', ');
  return `${replicas} pod${replicas === 1 ? '' : 's'} of each, ${ratePerSecond} requests/s: ${borne}`;
}

/** @throws {RunInvalid} where the pods do not become as many as they are held at */
async function settle(context: RunContext, replicas: number): Promise<void> {
  if (await waitForRest(context, `holding ${replicas}`, replicas)) return;
  throw new RunInvalid(`The stage cannot be held at ${replicas} pods: ${unrestOf(context, replicas)}.`);
}

async function warmUp(context: RunContext, replicas: number, ratePerSecond: number): Promise<void> {
  const phases = [{ name: 'warm-up', ratePerSecond, seconds: warmUpSeconds }] as const;
  const { ended } = await startLoadOf(context, { scenario: 'steady', name: `warm-up-${replicas}`, phases });
  await ended;
}

/** @throws {UserError} `stress-not-here` on EKS, where the objects are CloudFormation's */
function requireOwnAutoscalers({ target: { stage } }: RunContext): void {
  if (!isOnEks(stage)) return;
  throw new UserError(`Stress holds the autoscalers of ${stage.name}, which on EKS CloudFormation alone may change.`, {
    code: 'stress-not-here',
    remedy: 'Run it against the local stage, whose pods have the same limits: npx eks-practice load --scenario stress',
  });
}
