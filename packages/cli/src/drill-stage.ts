import path from 'node:path';
import type { Drill, DrillContext, ToolOptions } from '@eks-practice/drills/drill';
import type { DrillRun } from '@eks-practice/drills/drill-run';
import { runDrills } from '@eks-practice/drills/run-drills';
import type { DrillResult } from '@eks-practice/loadtests/report/drill-result';
import { entryService } from '@eks-practice/loadtests/entry-service';
import { k6Binary } from '@eks-practice/loadtests/k6';
import { deployedStage } from '@eks-practice/loadtests/recorder/deployed-stage';
import { thisMachine } from '@eks-practice/loadtests/recorder/machine';
import { createRunDirectory, pointLatest, writeWhole } from '@eks-practice/loadtests/run/run-directory';
import { type Progress, silent, withoutRepeats } from '@eks-practice/machine/progress';
import { fromRoot } from '@eks-practice/machine/repository';
import { type RunResult, run } from '@eks-practice/machine/run';
import { KubeConfig } from '@kubernetes/client-node';
import { withClusterLock } from './lock/cluster-lock.ts';
import { Interrupted } from './stopping/interrupted.ts';
import type { LocalPlace } from './place/local-place.ts';
import { drillHeading, drillResultText } from './output/drills.ts';
import { LiveOutput } from './output/live-output.ts';
import { untilStopSignal } from './stopping/stop-signal.ts';

export interface CarryOutOptions {
  /** Print nothing. */
  readonly json: boolean;
  /** What goes on from where it was broken off. */
  readonly goOn: string;
  /**
   * Gets the results by then after each drill, so that what comes later cannot lose them.
   * @default - they are kept in the folder of results only
   */
  readonly record?: (run: DrillRun) => Promise<void>;
}

/**
 * Runs drills on a stage, tells how each goes and went, and keeps the results.
 * @returns them, and the folder that they are in, from here
 * @throws {Interrupted} where a signal broke them off, once what they had done is undone
 */
export async function carryOut(
  drills: readonly Drill[],
  place: LocalPlace,
  { json, goOn, record }: CarryOutOptions,
): Promise<{ run: DrillRun; directory: string }> {
  const signal = untilStopSignal();
  const live = new LiveOutput();
  const progress: Progress = json ? silent : (text) => live.update({ text, style: 'dim' });
  const print = (text: string): void => (json ? undefined : live.print(text));
  const { held } = place;
  const lock = { ...held, verb: 'drill', signal, progress: withoutRepeats((news) => console.error(news)) };
  let during = 'drill';
  try {
    // Two drills at once would each see what the other does; some leave the cluster's own lock to verbs that they run.
    const drillLock = { ...lock, lock: `${held.lock}-drill`, what: `the drills on ${held.what}` };
    return await withClusterLock(drillLock, async () => {
      const context = await drillContext(place, { signal, progress });
      const startedAt = new Date();
      const directory = await createRunDirectory(fromRoot('loadtests/results/drills'), 'drill', startedAt);
      const all = (of: readonly DrillResult[]): DrillRun => ({
        ...{ schemaVersion: 1, startedAt: startedAt.toISOString(), stage: place.stage.name },
        ...{ machine: thisMachine(), drills: of },
      });
      const results = await runDrills(drills, {
        context: ({ name }) => ({ ...context(), directory: path.join(directory, name) }),
        around: async (drill, work) => {
          during = drill.name;
          print(drillHeading(drill));
          const result = drill.locksItself ? await work() : await withClusterLock(lock, work);
          print(drillResultText(result));
          return result;
        },
        onResults: async (byNow) => {
          const run = all(byNow);
          await writeWhole(directory, { 'results.json': `${JSON.stringify(run, undefined, 1)}\n` });
          await record?.(run);
        },
      });
      await pointLatest(directory);
      return { run: all(results), directory: path.relative(process.cwd(), directory) };
    });
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
    throw error.at({ during, leaves: 'What it had done to the stage is undone.', goOn });
  } finally {
    live.end();
  }
}

/**
 * What drills on a local stage work with, but for a folder; with the keys that the cluster has when it is called.
 * @throws {UserError} `stage-not-deployed` or `stage-outdated`
 */
async function drillContext(
  { target, stage }: LocalPlace,
  { signal, progress }: Pick<DrillContext, 'signal' | 'progress'>,
): Promise<() => Omit<DrillContext, 'directory'>> {
  const { cluster, url } = target;
  const { kubeconfigPath } = cluster;
  await deployedStage({ service: entryService, url, kubeconfigPath, stage });
  const k6 = await k6Binary(progress);
  return () => {
    const config = new KubeConfig();
    config.loadFromFile(kubeconfigPath);
    return { stage, url, kubeconfigPath, config, cluster, k6, tool: toolFor(stage.name), progress, signal };
  };
}

/** The tool as a user calls it, on the cluster that the environment of this process names. */
function toolFor(stage: string): DrillContext['tool'] {
  return async (args: readonly string[], { signal, onLine }: ToolOptions = {}): Promise<RunResult> =>
    run(process.execPath, [fromRoot('packages/cli/bin/launch.cjs'), ...args], {
      env: { EKS_PRACTICE_STAGE: stage, CI: 'true', NO_COLOR: '1' },
      acceptFailure: true,
      stopSignal: 'SIGINT',
      ...(signal ? { signal } : {}),
      ...(onLine ? { onLine } : {}),
    });
}
