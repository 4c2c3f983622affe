import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Progress } from '@eks-practice/machine/progress';
import { failureReason } from './failure-reason.ts';
import { now } from './clock.ts';
import { k6Binary, k6Version } from './k6.ts';
import { type LoadTarget, checkTarget } from './load-target.ts';
import { type Recorder, startRecorder } from './recorder/recorder.ts';
import { emptyRecording } from './recorder/recording.ts';
import { buildReport } from './report/build-report.ts';
import { reportPage } from './report/page.ts';
import type { Report } from './report/report.ts';
import type { Evidence } from './run/evidence.ts';
import { createRunDirectory, pointLatest, writable } from './run/run-directory.ts';
import { runLoad, runSmoke } from './run/run-load.ts';
import { RunInvalid } from './run-invalid.ts';

export interface ScenarioOptions {
  /** `smoke`: does it answer? `load`: does it scale out and in again without a failed request? */
  readonly scenario: 'smoke' | 'load';
  readonly target: LoadTarget;
  /** Gets a folder for this run, and `latest`, a link to it. */
  readonly resultsDirectory: string;
  readonly progress: Progress;
  /**
   * Breaks the run off when aborted; then there is no report.
   * @default - it runs to its end
   */
  readonly signal?: AbortSignal;
}

export interface ScenarioResult {
  readonly report: Report;
  /** Holds report.html, report.json and what k6 left. */
  readonly directory: string;
}

const steps = { smoke: runSmoke, load: runLoad };

/**
 * Runs a scenario against a stage: k6 sends the load, the recorder watches the cluster by the same clock, the verdict
 * follows from both, and the report tells it. A run that breaks has a report too, with the verdict `invalid`.
 * @throws {UserError} for a target that load may not be sent to, results that cannot be written, or a missing k6 and Go
 * @throws the signal's reason, once it is aborted
 */
export async function runScenario(options: ScenarioOptions): Promise<ScenarioResult> {
  const { progress, scenario, signal } = options;
  const target = checkTarget(options.target);
  const directory = await createRunDirectory(options.resultsDirectory, scenario, new Date());
  const k6 = await k6Binary(progress);
  const evidence: Evidence = {
    ...{ scenario, target, startedAt: now(), endedAt: now(), k6Version: (await k6Version(k6)) ?? 'unknown' },
    ...{ cluster: undefined, recording: emptyRecording() },
    ...{ calibration: undefined, calibrationLoad: undefined, profile: undefined, load: undefined },
    ...{ scaleInBoundSeconds: undefined, brokenBy: undefined },
  };
  let recorder: Recorder | undefined;
  try {
    recorder = await recorderOf(target);
    evidence.cluster = recorder.cluster;
    evidence.recording = recorder.recording;
    await steps[scenario]({ target, k6, directory, recorder, progress, signal }, evidence);
  } catch (error) {
    if (!(error instanceof RunInvalid)) throw error;
    evidence.brokenBy = error.message;
  } finally {
    evidence.endedAt = now();
    await recorder?.stop();
  }
  const report = buildReport(evidence);
  await writable(directory, async () => {
    await writeFile(path.join(directory, 'report.json'), `${JSON.stringify(report, undefined, 1)}\n`);
    await writeFile(path.join(directory, 'report.html'), await reportPage(report));
  });
  await pointLatest(directory);
  return { report, directory };
}

async function recorderOf(target: LoadTarget): Promise<Recorder> {
  try {
    return await startRecorder(target);
  } catch (error) {
    throw new RunInvalid(`The cluster does not answer: ${failureReason(error)}.`);
  }
}
