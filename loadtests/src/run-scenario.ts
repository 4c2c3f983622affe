import { rm } from 'node:fs/promises';
import { UserError } from '@eks-practice/errors/user-error';
import type { Progress } from '@eks-practice/machine/progress';
import { checkTarget } from './check-target.ts';
import { now } from './clock.ts';
import { failureReason } from './failure-reason.ts';
import { k6Binary, k6Version } from './k6.ts';
import type { LoadTarget } from './load-target.ts';
import { deployedStage } from './recorder/deployed-stage.ts';
import { thisMachine } from './recorder/machine.ts';
import { type Recorder, startRecorder } from './recorder/recorder.ts';
import { emptyRecording } from './recorder/recording.ts';
import { buildReport } from './report/build-report.ts';
import type { DrillResult } from './report/drill-result.ts';
import { reportPage } from './report/page.ts';
import type { Report } from './report/report.ts';
import type { Evidence } from './run/evidence.ts';
import { createRunDirectory, createRunOfSeries, pointLatest, writeWhole } from './run/run-directory.ts';
import { runLoad } from './run/run-load.ts';
import type { RunPlan } from './run/run-plan.ts';
import { runSmoke } from './run/run-smoke.ts';
import { runSoak } from './run/run-soak.ts';
import { runSpike } from './run/run-spike.ts';
import { runStress } from './run/run-stress.ts';
import type { RunStatus } from './run/run-status.ts';
import { RunInvalid } from './run-invalid.ts';
import type { ScenarioName } from './scenario-name.ts';
import { writeTrend } from './trend/write-trend.ts';

export interface ScenarioOptions {
  readonly scenario: ScenarioName;
  /**
   * How it is carried through.
   * @default - in full
   */
  readonly plan?: RunPlan;
  readonly target: LoadTarget;
  /** Gets a folder for this run, `latest`, a link to it, and `trend.html`, the page over all runs. */
  readonly resultsDirectory: string;
  /**
   * The series that this run is one of.
   * @default - it stands alone
   */
  readonly series?: RunOfSeries;
  /**
   * What was done to the stage on purpose before, for the report to tell.
   * @default - nothing
   */
  readonly drills?: readonly DrillResult[];
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

export interface RunOfSeries {
  /** The series' own folder, which gets one for this run. */
  readonly directory: string;
  /** From 1. */
  readonly number: number;
}

export interface ScenarioResult {
  readonly report: Report;
  /** Holds report.html, report.json and what k6 left. */
  readonly directory: string;
}

const steps = { smoke: runSmoke, load: runLoad, spike: runSpike, soak: runSoak, stress: runStress } as const;

/**
 * Runs a scenario against a stage: k6 sends the load, the recorder watches the cluster by the same clock, the verdict
 * follows from both, and the report tells it. A run that breaks has a report too, with the verdict `invalid`.
 * @throws {UserError} before any load is sent, for a target that load may not be sent to, a stage that is not deployed as
 * it stands, results that cannot be written, or a missing k6 and Go
 * @throws the signal's reason, once it is aborted
 */
export async function runScenario(options: ScenarioOptions): Promise<ScenarioResult> {
  const target = await checkTarget(options.target);
  const { resultsDirectory, series } = options;
  const directory = series
    ? await createRunOfSeries(series.directory, series.number)
    : await createRunDirectory(resultsDirectory, options.scenario, new Date());
  let report: Report;
  try {
    const evidence = await gather({ ...options, target }, directory);
    options.signal?.throwIfAborted();
    report = withHarnessCost(buildReport(evidence));
    await writeWhole(directory, {
      'report.json': `${JSON.stringify(report, undefined, 1)}\n`,
      'report.html': await reportPage(report),
    });
    await pointLatest(directory, resultsDirectory);
  } catch (error) {
    const aborted = options.signal?.aborted ?? false;
    // A folder without a report would only mislead; of a bug it holds what k6 said.
    if (aborted || error instanceof UserError) await rm(directory, { recursive: true, force: true });
    // Whatever an abort has torn down fails in its own way.
    throw aborted ? options.signal?.reason : error;
  }
  await writeTrend(resultsDirectory);
  return { report, directory };
}

function withHarnessCost(report: Report): Report {
  const peakRssMiB = Math.round(process.resourceUsage().maxRSS / 1024);
  return { ...report, harness: { peakRssMiB, reportBytes: Buffer.byteLength(JSON.stringify(report)) } };
}

/** Carries the scenario through, or notes why that was not possible. */
async function gather(options: ScenarioOptions, directory: string): Promise<Evidence> {
  const {
    drills = [],
    onStatus = () => undefined,
    plan = { quick: false },
    progress,
    scenario,
    signal,
    target,
  } = options;
  const evidence: Evidence = {
    ...{
      scenario,
      quick: plan.quick,
      stress: undefined,
      target,
      startedAt: now(),
      endedAt: now(),
      k6Version: undefined,
    },
    ...{ drills, machine: thisMachine(), cluster: undefined, deployed: undefined, recording: emptyRecording() },
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
    await steps[scenario]({ target, plan, k6, directory, recorder, progress, onStatus, signal }, evidence);
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
