import { now } from '../clock.ts';
import { servicesOf } from '../entry-service.ts';
import { brokenOff } from '../k6-run/run-k6.ts';
import { totals } from '../k6-run/totals.ts';
import { type Calibration, closerPhase, cpuWithin, firstLookPhase } from '../profile/calibration.ts';
import type { MeasuredService } from '../profile/measured-service.ts';
import type { Phase } from '../profile/phase.ts';
import { stateOf } from '../recorder/state.ts';
import type { Evidence } from './evidence.ts';
import type { RunContext } from './run-context.ts';
import { RunInvalid } from '../run-invalid.ts';
import { joinedLoads } from './joined-loads.ts';
import { followStatus } from './follow-status.ts';
import { startLoadOf } from './send-load.ts';
import { waitUntil } from './wait-until.ts';

/** A window of metrics-server, its scrape, and what either may be late: 45 s as a rule. */
const boundSeconds = 90;

/** The first requests to a new pod compile its code and cost many times what later ones do. */
const settlingMs = 5_000;

/**
 * Finds out what a request costs each service on this machine, under a load that is too low to make anything scale: in two
 * looks, the second at a rate that the first one allows. A quick run is content with the first.
 * @returns undefined where requests fail, which is an answer about the stage already
 * @throws {RunInvalid} where the samples do not come in time
 */
export async function calibrate(context: RunContext, evidence: Evidence): Promise<Calibration | undefined> {
  const rest = await useAtRest(context);
  const first = await look(context, evidence, rest, firstLookPhase(context.target.stage, boundSeconds));
  if (!first || context.plan.quick) return first;
  return look(context, evidence, rest, closerPhase(first.services, boundSeconds));
}

/** What each workload's pods use together, in thousandths of a core. */
type Use = ReadonlyMap<string, number>;

/** Over windows that begin now: what was before may have been a start of the pods, or somebody's load. */
async function useAtRest(context: RunContext): Promise<Use> {
  context.progress('measuring what the pods use while nobody asks them anything');
  const from = now();
  const quiet = followStatus(context, [{ name: 'at-rest', seconds: boundSeconds, atMost: true }]);
  const use = await waitUntil(() => useSince(context, from), {
    seconds: boundSeconds,
    signal: context.signal,
  }).finally(quiet);
  return use ?? unmeasured('at rest');
}

function unmeasured(when: string): never {
  throw new RunInvalid(`metrics-server told no CPU use of every pod within ${boundSeconds} s ${when}.`);
}

async function look(
  context: RunContext,
  evidence: Evidence,
  rest: Use,
  phase: Phase,
): Promise<Calibration | undefined> {
  context.progress(`calibrating at ${phase.ratePerSecond} requests/s: what does a request cost?`);
  const { load, ended, stop } = await startLoadOf(context, {
    scenario: 'steady',
    name: phase.name,
    phases: [phase],
    atMost: true,
  });
  const earlier = evidence.calibrationLoad;
  evidence.calibrationLoad = load;
  const broken = (): boolean => load.outcome !== undefined || load.log.requests.some(({ failed }) => failed);
  const use = await waitUntil(() => (broken() ? 'broken' : useUnderLoad(context, load.log.requests[0]?.startedAt)), {
    seconds: boundSeconds,
    signal: context.signal,
  }).finally(() => {
    stop();
    return ended;
  });
  if (earlier) evidence.calibrationLoad = joinedLoads(earlier, load);

  const { total, failed, perSecond } = totals(load.log);
  if (failed > 0) return undefined;
  if (use === 'broken') throw new RunInvalid(`During calibration ${brokenOff(load.outcome)}`);
  if (!use) unmeasured('of calibration');
  return {
    ratePerSecond: perSecond,
    seconds: total / perSecond,
    services: measuredServices(context, { rest, use }, perSecond),
  };
}

function useUnderLoad(context: RunContext, loadedSince: number | undefined): Use | undefined {
  return loadedSince === undefined ? undefined : useSince(context, loadedSince + settlingMs);
}

/** Undefined until every pod was measured over a window since then. */
function useSince({ recorder: { recording }, target }: RunContext, from: number): Use | undefined {
  const time = { from, to: now() };
  const use = new Map<string, number>();
  for (const name of Object.keys(target.stage.services)) {
    const millicores = cpuWithin(recording.cpu, stateOf(recording, name).pods, time);
    if (millicores === undefined) return undefined;
    use.set(name, millicores);
  }
  return use;
}

function measuredServices(
  { target }: RunContext,
  { rest, use }: Readonly<Record<'rest' | 'use', Use>>,
  ratePerSecond: number,
): MeasuredService[] {
  return servicesOf(target).map(([name, { scaling, resources }]) => {
    const restMillicores = rest.get(name) ?? 0;
    const costMillicores = Math.max(0, (use.get(name) ?? 0) - restMillicores) / ratePerSecond;
    return { name, entry: name === target.service, ...scaling, ...resources, restMillicores, costMillicores };
  });
}
