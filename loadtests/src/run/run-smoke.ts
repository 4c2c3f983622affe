import type { Evidence } from './evidence.ts';
import { probeTarget } from './probe-target.ts';
import type { RunContext } from './run-context.ts';
import { startLoadOf } from './send-load.ts';

/** A few requests, to see that the whole line answers. */
export async function runSmoke(context: RunContext, evidence: Evidence): Promise<void> {
  await probeTarget(context);
  const phase = { name: 'smoke', ratePerSecond: 5, seconds: context.plan.quick ? 3 : 10 };
  const { load, ended } = await startLoadOf(context, { scenario: 'smoke', name: 'smoke', phases: [phase] });
  evidence.load = load;
  await ended;
}
