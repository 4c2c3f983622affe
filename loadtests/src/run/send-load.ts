import { type K6Outcome, type K6Run, startK6 } from '../k6-run/run-k6.ts';
import type { ScenarioName } from '../scenario-name.ts';
import { p95BoundMs } from '../profile/bounds.ts';
import type { Phase } from '../profile/phase.ts';
import type { SentLoad } from './evidence.ts';
import { followStatus } from './follow-status.ts';
import type { RunContext } from './run-context.ts';
import type { Step } from './run-status.ts';

/** k6's exit code for that. */
const stoppedBySignal = 105;

export interface LoadOptions {
  readonly scenario: ScenarioName | 'steady';
  /** Names the files that k6 leaves. */
  readonly name: string;
  readonly phases: readonly [Phase, ...Phase[]];
  /**
   * Whether the load is stopped as soon as it has served its purpose.
   * @default false
   */
  readonly atMost?: boolean;
  /**
   * Whether such an end counts as the planned one, so that its thresholds decide how it went.
   * @default false
   */
  readonly mayEndEarly?: boolean;
}

export interface RunningLoad {
  readonly load: SentLoad;
  /** Comes back when the load has ended, by itself or through `stop`. */
  readonly ended: Promise<void>;
  stop(): void;
}

/** Starts to send a load, and tells how it goes. */
export async function startLoadOf(context: RunContext, options: LoadOptions): Promise<RunningLoad> {
  const stopping = new AbortController();
  const { mayEndEarly = false } = options;
  const run: K6Run = await startK6({
    k6: context.k6,
    scenario: options.scenario,
    name: options.name,
    settings: {
      url: context.target.url,
      service: context.target.service,
      connections: 'new',
      phases: options.phases,
      p95BoundMs,
      ...(mayEndEarly ? { mayEndEarly } : {}),
    },
    directory: context.directory,
    signal: context.signal ? AbortSignal.any([context.signal, stopping.signal]) : stopping.signal,
  });
  const load: SentLoad = { phases: options.phases, log: run.log, outcome: undefined };
  const step = ({ name, seconds }: Phase): Step => ({ name, seconds, atMost: options.atMost ?? false });
  const [first, ...others] = options.phases;
  const quiet = followStatus(context, [step(first), ...others.map(step)], run.log);
  const ended = run.outcome
    .then((outcome) => {
      load.outcome = mayEndEarly && stopping.signal.aborted ? endedEarly(outcome) : outcome;
      context.signal?.throwIfAborted();
    })
    .finally(quiet);
  // It may end before anybody waits for it.
  ended.catch(() => undefined);
  return { load, ended, stop: () => stopping.abort() };
}

/** k6 tells an end by a signal by its exit code, however its thresholds came out; here that end was the plan. */
function endedEarly(outcome: K6Outcome): K6Outcome {
  if (outcome.exitCode !== stoppedBySignal || !outcome.summary) return outcome;
  return { ...outcome, exitCode: outcome.summary.thresholds.every(({ ok }) => ok) ? 0 : 99 };
}
