import { parseArgs } from 'node:util';
import { UserError, messageOf } from '@eks-practice/errors/user-error';
import { type PartName, partNames } from './results.ts';

export interface BenchmarkOptions {
  readonly parts: readonly PartName[];
  /** How often each thing is measured. */
  readonly rounds: number;
  /** How long each load of a round lasts. */
  readonly seconds: number;
  /** A folder with the bundles `api.mjs` and `user-api.mjs` of an earlier state, to be profiled instead of all else. */
  readonly profileBefore?: string;
}

const defaults = { rounds: 5, seconds: 4 };
const bounds = { rounds: { min: 1, max: 20 }, seconds: { min: 1, max: 60 } };

/**
 * What the command line asks for.
 * @throws {UserError} `invalid-arguments`
 */
export function benchmarkOptions(args: readonly string[]): BenchmarkOptions {
  const { only, rounds, seconds, 'profile-before': profileBefore } = parsed(args);
  const named = only?.split(',') ?? partNames;
  const unknown = named.filter((name) => !partNames.includes(name as PartName));
  if (unknown.length > 0)
    throw invalid(`--only names ${unknown.join(', ')}, which is none of ${partNames.join(', ')}.`);
  return {
    parts: partNames.filter((name) => named.includes(name)),
    rounds: bounded('rounds', rounds),
    seconds: bounded('seconds', seconds),
    ...(profileBefore === undefined ? {} : { profileBefore }),
  };
}

function parsed(args: readonly string[]) {
  try {
    const text = { type: 'string' } as const;
    const options = { only: text, rounds: text, seconds: text, 'profile-before': text };
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    throw invalid(messageOf(error));
  }
}

function bounded(name: keyof typeof bounds, text: string | undefined): number {
  const { min, max } = bounds[name];
  const value = text === undefined ? defaults[name] : Number(text);
  if (Number.isInteger(value) && value >= min && value <= max) return value;
  throw invalid(`--${name} is ${text}, and must be a whole number from ${min} to ${max}.`);
}

function invalid(message: string): UserError {
  return new UserError(message, {
    code: 'invalid-arguments',
    remedy: 'E.g.: npx nx run loadtests:benchmark -- --only requests,start --rounds 3 --seconds 5',
  });
}
