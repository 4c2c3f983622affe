import { randomInt } from 'node:crypto';
import { didYouMean } from '@eks-practice/errors/did-you-mean';
import { UserError } from '@eks-practice/errors/user-error';
import { leastRuns } from '@eks-practice/loadtests/compare/compare-series';
import { mostRunners } from '@eks-practice/loadtests/distributed/segments';
import { type ScenarioName, scenarioNames } from '@eks-practice/loadtests/scenario-name';
import { secondsIn } from '../logs/duration.ts';

/** What the options of `load` say, as the user gave them. */
export interface LoadWishes {
  readonly scenario: string;
  readonly quick: boolean;
  readonly runs?: string | undefined;
  readonly seed?: string | undefined;
  readonly compare?: string | undefined;
  readonly with?: string | undefined;
  readonly duration?: string | undefined;
  readonly runners?: string | undefined;
}

/** What `load` is to do. */
export type LoadPlan =
  | {
      readonly kind: 'run';
      readonly scenario: ScenarioName;
      readonly quick: boolean;
      readonly soakSeconds?: number;
      /** How many k6 in the cluster send it. */
      readonly runners?: number;
    }
  | {
      readonly kind: 'series';
      readonly runs: number;
      readonly seed: number;
      readonly quick: boolean;
      /** The series that it is compared with. */
      readonly compare?: string;
    }
  | { readonly kind: 'comparison'; readonly before: string; readonly after: string };

/** More would take most of a day. */
const mostRuns = 50;

/** @throws {UserError} where the options do not go together, or one has no such value */
export function loadPlan(wishes: LoadWishes): LoadPlan {
  const scenario = scenarioNamed(wishes.scenario);
  const { compare, quick } = wishes;
  const soakSeconds = soakSecondsOf(scenario, wishes.duration);
  if (wishes.runners !== undefined) return distributed(wishes, wishes.runners);
  if (wishes.with !== undefined) return recorded(wishes, wishes.with);
  const runs = wholeNumber('--runs', wishes.runs, 1, mostRuns) ?? (compare === undefined ? 1 : leastRuns);
  const seed = wholeNumber('--seed', wishes.seed, 0, 2 ** 31 - 1);
  if (compare === undefined && runs === 1) {
    if (seed !== undefined) throw mismatch('--seed sets the moments of a series.', 'Add --runs 5, or leave it out.');
    return { kind: 'run', scenario, quick, ...(soakSeconds === undefined ? {} : { soakSeconds }) };
  }
  if (scenario !== 'load') {
    throw mismatch(
      `A series is of the scenario load, whose reaction depends on chance; ${scenario} is run once.`,
      'Leave out --scenario, or --runs and --compare.',
    );
  }
  if (compare !== undefined && runs < leastRuns) {
    throw mismatch(`${runs} runs are too few for a comparison.`, `Give --runs ${leastRuns} or more, or leave it out.`);
  }
  const series = { kind: 'series', runs, quick, seed: seed ?? randomInt(2 ** 31 - 1) } as const;
  return compare === undefined ? series : { ...series, compare };
}

/** @throws {UserError} `unknown-scenario` */
export function scenarioNamed(name: string): ScenarioName {
  const found = scenarioNames.find((one) => one === name);
  if (found) return found;
  throw new UserError(`There is no scenario "${name}".${didYouMean(name, scenarioNames)}`, {
    code: 'unknown-scenario',
    remedy: `Choose one of: ${scenarioNames.join(', ')}.`,
  });
}

/** Sent from the cluster itself, and known once it is over: so it cannot end early, and is run once. */
function distributed(wishes: LoadWishes, text: string): LoadPlan {
  const runners = wholeNumber('--runners', text, 1, mostRunners);
  const { scenario, quick, runs, seed, compare, duration } = wishes;
  if (scenario !== 'load' || quick || [runs, seed, compare, wishes.with, duration].some((one) => one !== undefined)) {
    throw mismatch(
      '--runners sends one load from within the cluster, in full.',
      'Leave out --runners, or every option of `load` beside it but --stage, --service and --json.',
    );
  }
  return { kind: 'run', scenario, quick, ...(runners === undefined ? {} : { runners }) };
}

/** Two series that are there already: no load is sent, so that nothing about a load can be said. */
function recorded({ compare, duration, quick, runs, seed }: LoadWishes, after: string): LoadPlan {
  if (compare === undefined) {
    throw mismatch('--with names what an earlier series is compared with.', `Add --compare <run>.`);
  }
  if (quick || [duration, runs, seed].some((one) => one !== undefined)) {
    throw mismatch(
      '--with compares two series that are kept, and sends no load.',
      'Leave out --quick, --runs, --seed and --duration.',
    );
  }
  return { kind: 'comparison', before: compare, after };
}

function soakSecondsOf(scenario: ScenarioName, duration: string | undefined): number | undefined {
  if (duration === undefined) return undefined;
  if (scenario !== 'soak') {
    throw mismatch('--duration says how long a soak lasts; no other scenario has one.', 'Add --scenario soak.');
  }
  const seconds = secondsIn(duration, '--duration');
  if (seconds >= 30 && seconds <= 3_600) return seconds;
  throw mismatch(`--duration ${duration} is not between 30s and 1h.`, 'Give it as 90s, 10m or 1h.');
}

function wholeNumber(option: string, text: string | undefined, least: number, most: number): number | undefined {
  if (text === undefined) return undefined;
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= least && number <= most) return number;
  throw mismatch(`${option} ${text} is no whole number from ${least} to ${most}.`, `Give one, e.g. ${option} 5.`);
}

function mismatch(message: string, remedy: string): UserError {
  return new UserError(message, { code: 'invalid-option', remedy });
}
