import { relative } from 'node:path';
import { publicServices } from '@eks-practice/catalogue/services';
import { UserError } from '@eks-practice/errors/user-error';
import { entryService } from '@eks-practice/loadtests/entry-service';
import { exitCode } from '@eks-practice/loadtests/exit-code';
import type { LoadTarget } from '@eks-practice/loadtests/load-target';
import type { DrillResult } from '@eks-practice/loadtests/report/drill-result';
import type { RunPlan } from '@eks-practice/loadtests/run/run-plan';
import { type ScenarioResult, runScenario } from '@eks-practice/loadtests/run-scenario';
import type { ScenarioName } from '@eks-practice/loadtests/scenario-name';
import { fromRoot } from '@eks-practice/machine/repository';
import type { Stage } from '@eks-practice/stages/stage';
import { commandLine } from '../command-line.ts';
import { Interrupted } from '../stopping/interrupted.ts';
import { LiveOutput } from '../output/live-output.ts';
import { statusLine } from '../output/run-status.ts';
import { summaryText } from '../output/verdict.ts';
import type { Place } from '../place/place.ts';
import type { Standing } from '../place/standing.ts';

export interface RunLoadOptions {
  /** Print the report as JSON, and nothing else. */
  readonly json: boolean;
  /**
   * The public service that the load is sent to.
   * @default - the first one
   */
  readonly service?: string;
  /** Breaks the run off. */
  readonly signal: AbortSignal;
  /** What goes on from where it was broken off. */
  readonly goOn: string;
  /**
   * How the scenario is carried through.
   * @default - in full
   */
  readonly plan?: RunPlan;
  /**
   * What was done to the stage on purpose before, for the report to tell.
   * @default - nothing
   */
  readonly drills?: readonly DrillResult[];
}

/** Where every run leaves its folder. */
export const resultsDirectory = fromRoot('loadtests/results');

/**
 * Runs a scenario against the stage, tells how it goes and went, and sets the exit code to the verdict's.
 * @returns the folder of its results, from here
 * @throws {Interrupted} where the signal broke it off
 */
export async function runLoad(
  scenario: ScenarioName,
  place: Place,
  { json, signal, goOn, plan = { quick: false }, drills = [], service = entryService }: RunLoadOptions,
): Promise<string> {
  const target = await loadTargetOf(place, service);
  const live = new LiveOutput();
  const options = {
    scenario,
    plan,
    drills,
    target,
    resultsDirectory,
    signal,
    progress: (news: string) => (json ? undefined : live.print(news)),
    onStatus: (status: Parameters<typeof statusLine>[0]) => (json ? undefined : live.update(statusLine(status))),
  };
  const { report, directory } = await orInterrupted(runScenario(options), scenario, goOn).finally(() => live.end());
  process.exitCode = exitCode(report.verdict);
  console.log(json ? JSON.stringify(report, undefined, 2) : `\n${summaryText(report)}`);
  return relative(process.cwd(), directory);
}

/** @throws {UserError} `no-address` */
export async function loadTargetOf(place: Place, service: string): Promise<LoadTarget> {
  const { urls, kubeconfigPath } = await place.look();
  return { service, url: addressOf(service, urls, place.stage), kubeconfigPath, stage: place.stage };
}

/**
 * @throws {UserError} `no-address` for a public service that has none; of others the run itself says that they are not public
 */
function addressOf(service: string, urls: Standing['urls'], { name }: Stage): string {
  const url = urls[service];
  if (url !== undefined || !publicServices.some((known) => known.name === service)) return url ?? '';
  throw new UserError(`Service ${service} of stage ${name} has no address yet, so no load can be sent to it.`, {
    code: 'no-address',
    remedy: `Run: ${commandLine('deploy', name)}; it waits for the load balancer.`,
  });
}

async function orInterrupted(run: Promise<ScenarioResult>, scenario: string, goOn: string): Promise<ScenarioResult> {
  try {
    return await run;
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
    throw error.at({
      during: scenario,
      leaves: 'No more load is sent. The run has left nothing; `latest` is still the one before.',
      goOn,
    });
  }
}
