import { rm } from 'node:fs/promises';
import { UserError } from '@eks-practice/errors/user-error';
import type { Progress } from '@eks-practice/machine/progress';
import { failureReason } from './failure-reason.ts';
import { now } from './clock.ts';
import { k6Binary, k6Version } from './k6.ts';
import { type LoadTarget, checkTarget } from './load-target.ts';
import { deployedStage } from './recorder/deployed-stage.ts';
import { thisMachine } from './recorder/machine.ts';
import { type Recorder, startRecorder } from './recorder/recorder.ts';
import { emptyRecording } from './recorder/recording.ts';
import { buildReport } from './report/build-report.ts';
import { reportPage } from './report/page.ts';
import type { Report } from './report/report.ts';
import type { Evidence } from './run/evidence.ts';
import { createRunDirectory, pointLatest, writeWhole } from './run/run-directory.ts';
import { runLoad, runSmoke } from './run/run-load.ts';
import type { RunStatus } from './run/run-status.ts';
import { RunInvalid } from './run-invalid.ts';

export interface ScenarioOptions {
  /** `smoke`: does it answer? `load`: does it scale out and in again without a failed request? */
  readonly scenario: 'smoke' | 'load';
  readonly target: LoadTarget;
  /** Gets a folder for this run, and `latest`, a link to it. */
  readonly resultsDirectory: string;
  /** Hears of each step. */
  readonly progress: Progress;
  /**
   * Hears each second how the step goes.
   * @default - nobody does
   */
  readonly onStatus?: (status: RunStatus) => void;
  /**
   * Breaks the run off when aborted; then there is neither report nor folder.
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
 * @throws {UserError} before any load is sent, for a target that load may not be sent to, a stage that is not deployed as
 * it stands, results that cannot be written, or a missing k6 and Go
 * @throws the signal's reason, once it is aborted
 */
export async function runScenario(options: ScenarioOptions): Promise<ScenarioResult> {
  const target = await checkTarget(options.target);
  const directory = await createRunDirectory(options.resultsDirectory, options.scenario, new Date());
  try {
    const evidence = await gather({ ...options, target }, directory);
    options.signal?.throwIfAborted();
    const report = buildReport(evidence);
    await writeWhole(directory, {
      'report.json': `${JSON.stringify(report, undefined, 1)}\n`,
      'report.html': await reportPage(report),
    });
    await pointLatest(directory);
    return { report, directory };
  } catch (error) {
    const aborted = options.signal?.aborted ?? false;
    // A folder without a report would only mislead; of a bug it holds what k6 said.
    if (aborted || error instanceof UserError) await rm(directory, { recursive: true, force: true });
    // Whatever an abort has torn down fails in its own way.
    throw aborted ? options.signal?.reason : error;
  }
}

/** Carries the scenario through, or notes why that was not possible. */
async function gather(options: ScenarioOptions, directory: string): Promise<Evidence> {
  const { onStatus = () => undefined, progress, scenario, signal, target } = options;
  const evidence: Evidence = {
    ...{ scenario, target, startedAt: now(), endedAt: now(), k6Version: undefined },
    ...{ machine: thisMachine(), cluster: undefined, deployed: undefined, recording: emptyRecording() },
    ...{ calibration: undefined, calibrationLoad: undefined, profile: undefined, load: undefined },
    ...{ scaleInBoundSeconds: undefined, brokenBy: undefined },
  };
  let recorder: Recorder | undefined;
  try {
    evidence.deployed = await ofCluster(deployedStage(target));
    const k6 = await k6Binary(progress);
    evidence.k6Version = await k6Version(k6);
    recorder = await ofCluster(startRecorder(target));
    evidence.cluster = recorder.cluster;
    evidence.recording = recorder.recording;
    await steps[scenario]({ target, k6, directory, recorder, progress, onStatus, signal }, evidence);
  } catch (error) {
    if (!(error instanceof RunInvalid)) throw error;
    evidence.brokenBy = error.message;
  } finally {
    evidence.endedAt = now();
    await recorder?.stop();
  }
  return evidence;
}

/** @throws {RunInvalid} where the cluster does not answer */
async function ofCluster<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new RunInvalid(`The cluster does not answer: ${failureReason(error)}.`);
  }
}
