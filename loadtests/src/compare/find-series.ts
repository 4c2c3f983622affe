import { existsSync, realpathSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { UserError, messageOf } from '@eks-practice/errors/user-error';
import { leastRuns } from './compare-series.ts';
import { type Series, series } from './series.ts';

/** A series that is kept. */
export interface KeptSeries {
  readonly directory: string;
  readonly series: Series;
}

const makeOne = `Make one: npx eks-practice load --runs ${leastRuns}`;

/**
 * Finds a series by what a user calls it.
 * @param called `latest`, the name of a folder in the results, or a path; also of one run of the series
 * @throws {UserError} `no-such-run`, `no-series` or `too-few-runs`
 */
export async function findSeries(resultsDirectory: string, called: string): Promise<KeptSeries> {
  const found = [path.join(resultsDirectory, called), path.resolve(called)].find((one) => existsSync(one));
  if (!found) {
    throw new UserError(`There is no run "${called}", neither in ${resultsDirectory} nor as a path.`, {
      code: 'no-such-run',
      remedy: 'Name a folder of loadtests/results, or `latest`; loadtests/results/trend.html lists them.',
    });
  }
  const real = realpathSync(found);
  const directory = [real, path.dirname(real)].find((one) => existsSync(path.join(one, 'series.json')));
  if (!directory) {
    throw new UserError(`"${called}" is a single run, and chance alone moves a reaction by half a minute.`, {
      code: 'no-series',
      remedy: `Compare with a series of runs. ${makeOne}`,
    });
  }
  const read = await readSeries(directory);
  const valid = read.runs.filter(({ verdict }) => verdict !== 'invalid').length;
  if (valid < leastRuns) {
    throw new UserError(`"${called}" has ${valid} valid runs of ${read.planned}; a comparison takes ${leastRuns}.`, {
      code: 'too-few-runs',
      remedy: `Compare with another series. ${makeOne}`,
    });
  }
  return { directory, series: read };
}

async function readSeries(directory: string): Promise<Series> {
  try {
    return series.parse(JSON.parse(await readFile(path.join(directory, 'series.json'), 'utf8')));
  } catch (error) {
    throw new UserError(`The series.json in ${directory} cannot be read: ${messageOf(error).split('\n')[0]}`, {
      code: 'no-series',
      remedy: `Compare with another series. ${makeOne}`,
      cause: error,
    });
  }
}

/** What two series must have in common to be compared. */
export type SeriesKind = Pick<Series, 'scenario' | 'stage' | 'service' | 'quick'>;

/** @throws {UserError} `not-comparable`, naming each difference */
export function requireComparable(before: SeriesKind, after: SeriesKind): void {
  const text = ({ quick, scenario, service, stage }: SeriesKind): string =>
    `${scenario}${quick ? ' --quick' : ''} of ${service} on stage ${stage}`;
  if (text(before) === text(after)) return;
  throw new UserError(`The one is ${text(before)}, the other ${text(after)}: they cannot be compared.`, {
    code: 'not-comparable',
    remedy: `Compare with a series of ${text(after)}, or run: npx eks-practice load --stage ${before.stage} --service ${before.service}${before.quick ? ' --quick' : ''} --compare <run>`,
  });
}
