import { relative } from 'node:path';
import { entryService } from '@eks-practice/loadtests/entry-service';
import { exitCode } from '@eks-practice/loadtests/exit-code';
import { type ScenarioResult, runScenario } from '@eks-practice/loadtests/run-scenario';
import { fromRoot } from '@eks-practice/machine/repository';
import type { Stage } from '@eks-practice/stages/stage';
import { Interrupted } from './interrupted.ts';
import type { LocalTarget } from './local-target.ts';
import { LiveOutput } from './output/live-output.ts';
import { statusLine } from './output/run-status.ts';
import { summaryText } from './output/verdict.ts';

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
}

/**
 * Runs a scenario against the stage, tells how it goes and went, and sets the exit code to the verdict's.
 * @returns the folder of its results, from here
 * @throws {Interrupted} where the signal broke it off
 */
export async function runLoad(
  scenario: 'smoke' | 'load',
  stage: Stage,
  { cluster, url, urls }: LocalTarget,
  { json, signal, service = entryService }: RunLoadOptions,
): Promise<string> {
  const live = new LiveOutput();
  const options = {
    scenario,
    target: { service, url: urls[service] ?? url, kubeconfigPath: cluster.kubeconfigPath, stage },
    resultsDirectory: fromRoot('loadtests/results'),
    signal,
    progress: (news: string) => (json ? undefined : live.print(news)),
    onStatus: (status: Parameters<typeof statusLine>[0]) => (json ? undefined : live.update(statusLine(status))),
  };
  const { report, directory } = await orInterrupted(runScenario(options), scenario).finally(() => live.end());
  process.exitCode = exitCode(report.verdict);
  console.log(json ? JSON.stringify(report, undefined, 2) : `\n${summaryText(report)}`);
  return relative(process.cwd(), directory);
}

async function orInterrupted(run: Promise<ScenarioResult>, scenario: string): Promise<ScenarioResult> {
  try {
    return await run;
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
    throw error.at({
      during: scenario,
      leaves: 'No more load is sent. The run has left nothing; `latest` is still the one before.',
      goOn: 'npx eks-practice load',
    });
  }
}
