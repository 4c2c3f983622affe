import { mkdir } from 'node:fs/promises';
import { UserError } from '@eks-practice/errors/user-error';
import type { DrillResult } from '@eks-practice/loadtests/report/drill-result';
import type { Drill, DrillContext } from './drill.ts';
import { runDrill } from './run-drill.ts';

export interface RunDrillsOptions {
  /** What a drill works with; made anew for each, since the one before may have remade the cluster, with other keys. */
  readonly context: (drill: Drill) => DrillContext;
  /**
   * Runs one of them; for whoever has something to do around each.
   * @default - just that
   */
  readonly around?: (drill: Drill, work: () => Promise<DrillResult>) => Promise<DrillResult>;
  /**
   * Gets the results by then after each drill, so that what comes later cannot lose them.
   * @default - they are returned at the end only
   */
  readonly onResults?: (results: readonly DrillResult[]) => Promise<void>;
}

/**
 * Runs drills one after another, each in a folder of its own. One that cannot be run here, for want of a second node for
 * instance, says so as `invalid`, and the others go on; where it is the only one, it throws.
 * @throws {UserError} where the only drill cannot be run; a bug; the signal's reason
 */
export async function runDrills(
  drills: readonly Drill[],
  { context, around = (_, work) => work(), onResults }: RunDrillsOptions,
): Promise<DrillResult[]> {
  const results: DrillResult[] = [];
  for (const drill of drills) {
    results.push(
      await around(drill, async () => {
        const own = context(drill);
        await mkdir(own.directory, { recursive: true });
        try {
          return await runDrill(drill, own);
        } catch (error) {
          own.signal.throwIfAborted();
          if (drills.length === 1 || !(error instanceof UserError)) throw error;
          return notRun(drill, error);
        }
      }),
    );
    await onResults?.(results);
  }
  return results;
}

function notRun({ name, summary, should }: Drill, { message, remedy }: UserError): DrillResult {
  const did = `It could not be run: ${message} ${remedy}`;
  return { name, summary, should, did, verdict: 'invalid', loads: [], control: null };
}
