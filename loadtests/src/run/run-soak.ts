import { soakPhase, soakSeconds } from '../profile/soak-phase.ts';
import { calibrated } from './calibrated.ts';
import type { Evidence } from './evidence.ts';
import type { RunContext } from './run-context.ts';
import { startLoadOf } from './send-load.ts';

/** The same moderate load for long: nothing fails, nothing grows, nothing restarts. */
export async function runSoak(context: RunContext, evidence: Evidence): Promise<void> {
  const services = await calibrated(context, evidence);
  if (!services) return;
  const { quick, soakSeconds: wanted = soakSeconds[quick ? 'quick' : 'full'] } = context.plan;
  const phase = soakPhase(services, wanted);
  context.progress(`soak: ${phase.ratePerSecond} requests/s for ${Math.round(phase.seconds / 6) / 10} min`);
  const { load, ended } = await startLoadOf(context, { scenario: 'soak', name: 'soak', phases: [phase] });
  evidence.load = load;
  await ended;
}
