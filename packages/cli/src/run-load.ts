import { relative } from 'node:path';
import type { Progress } from '@eks-practice/machine/progress';
import { fromRoot } from '@eks-practice/machine/repository';
import type { Stage } from '@eks-practice/stages/stage';
import { exitCode } from '@eks-practice/loadtests/exit-code';
import { runScenario } from '@eks-practice/loadtests/run-scenario';
import { verdictText } from './output/verdict.ts';
import type { LocalTarget } from './local-target.ts';

/** Runs a scenario against the stage, tells how it went, and sets the exit code to the verdict's. */
export async function runLoad(
  scenario: 'smoke' | 'load',
  stage: Stage,
  { cluster, url }: LocalTarget,
  { json }: { json: boolean },
): Promise<string> {
  const progress: Progress = json ? () => undefined : (news) => console.log(news);
  const target = { url, kubeconfigPath: cluster.kubeconfigPath, stage };
  const resultsDirectory = fromRoot('loadtests/results');
  const { report, directory } = await runScenario({ scenario, target, resultsDirectory, progress });
  process.exitCode = exitCode(report.verdict);
  console.log(json ? JSON.stringify(report, undefined, 2) : `\n${verdictText(report)}`);
  return relative(process.cwd(), directory);
}
