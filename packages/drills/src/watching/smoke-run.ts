import path from 'node:path';
import { entryService } from '@eks-practice/loadtests/entry-service';
import type { Report } from '@eks-practice/loadtests/report/report';
import { runScenario } from '@eks-practice/loadtests/run-scenario';
import type { DrillContext } from '../drill.ts';

export interface SmokeOptions {
  /** Called as long as answers come, each second. */
  readonly onAnswers: () => void;
}

/** What `load --scenario smoke` does, with its results in the drill's own folder: no broken run stays as the latest. */
export async function smokeRun(context: DrillContext, { onAnswers }: SmokeOptions): Promise<Report> {
  const { directory, kubeconfigPath, progress, signal, stage, url } = context;
  const { report } = await runScenario({
    scenario: 'smoke',
    target: { service: entryService, url, kubeconfigPath, stage },
    resultsDirectory: path.join(directory, 'results'),
    progress,
    signal,
    onStatus: ({ requests }) => {
      if (requests && requests.total > 0) onAnswers();
    },
  });
  return report;
}
