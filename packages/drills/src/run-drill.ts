import type { DrillResult } from '@eks-practice/loadtests/report/drill-result';
import { RunInvalid } from '@eks-practice/loadtests/run-invalid';
import type { Drill, DrillContext, DrillOutcome } from './drill.ts';
import { untilReplicas } from './rollout.ts';

/**
 * Runs a drill, then its control.
 * @throws whatever they throw that is no verdict: a user's mistake, a bug, the signal's reason
 */
export async function runDrill(drill: Drill, context: DrillContext): Promise<DrillResult> {
  const { name, summary, should, control } = drill;
  const outcome = await carriedOut(drill.run, context);
  if (!control) return { name, summary, should, ...outcome, control: null };
  context.progress(`control: ${control.summary}`);
  const gone = await carriedOut(control.run, context);
  return { name, summary, should, ...outcome, control: { summary: control.summary, should: control.should, ...gone } };
}

/** A drill that could not be carried through says nothing about the stage. */
async function carriedOut(run: Drill['run'], context: DrillContext): Promise<DrillOutcome> {
  context.signal.throwIfAborted();
  try {
    // What the drill before it has left under way is not this one's doing: neither a rollout nor pods too many, which an
    // autoscaler might take away just when no proxy can learn of it.
    await untilReplicas(context);
    return await run(context);
  } catch (error) {
    // Whatever an abort has torn down fails in its own way.
    context.signal.throwIfAborted();
    if (!(error instanceof RunInvalid)) throw error;
    return { verdict: 'invalid', did: error.message, loads: [] };
  }
}
