import type { TrendRun } from './trend.ts';

/** Runs that can be compared with each other: of one scenario, in one form, on one stage; the first seen first. */
export function trendGroups(runs: readonly TrendRun[]): { readonly title: string; readonly runs: TrendRun[] }[] {
  const titleOf = ({ quick, scenario, stage }: TrendRun): string => `${scenario}${quick ? ' (quick)' : ''} on ${stage}`;
  return [...Map.groupBy(runs, titleOf)].map(([title, group]) => ({ title, runs: group }));
}
