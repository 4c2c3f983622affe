import type { Results } from './results.ts';

/** What is to be reached, and what was. */
export interface Goal {
  readonly what: string;
  readonly kind: 'floor' | 'aim' | 'goal';
  readonly bound: number;
  readonly unit: 'x' | 's';
  readonly atLeast: boolean;
  /** The median; undefined where it was not measured. */
  readonly reached: number | undefined;
  /** Undefined where it was not measured. */
  readonly met: boolean | undefined;
}

type Stated = Omit<Goal, 'reached' | 'met'> & { readonly of: (results: Results) => number | undefined };

const atLeast = (kind: 'floor' | 'aim', bound: number, what: string, of: Stated['of']): Stated => {
  return { what, kind, bound, unit: 'x', atLeast: true, of };
};
const atMost = (bound: number, unit: Goal['unit'], what: string, of: Stated['of']): Stated => {
  return { what, kind: 'goal', bound, unit, atLeast: false, of };
};

const stated: readonly Stated[] = [
  atLeast('floor', 2, '`/users`, requests/s against the seed’s way', ({ ratios }) => ratios.usersVsSeed?.median),
  atLeast('aim', 3, '`/users`, requests/s against the seed’s way', ({ ratios }) => ratios.usersVsSeed?.median),
  atLeast(
    'floor',
    2.5,
    'user-api alone, requests/s against the seed’s way',
    ({ ratios }) => ratios.userApiVsSeed?.median,
  ),
  atLeast('aim', 4, 'user-api alone, requests/s against the seed’s way', ({ ratios }) => ratios.userApiVsSeed?.median),
  atLeast('aim', 0.75, '`/users`, requests/s against raw `node:http`', ({ ratios }) => ratios.usersVsRaw?.median),
  atMost(1.03, 'x', 'image against Node and libc, compressed', ({ ratios }) => ratios.imageVsNode?.median),
  atMost(1.5, 'x', 'start to the first answer against `node -e 0`', ({ ratios }) => ratios.startVsNode?.median),
  atMost(12, 's', 'local cluster, from nothing to ready', ({ parts }) => parts.cluster?.up.median),
  atMost(15, 's', 'code change to serving', ({ parts }) => parts.cluster?.changeToServing.median),
  atMost(3, 's', 'deploy of nothing new', ({ parts }) => parts.cluster?.noOpDeploy.median),
];

/** The goals of this project's speed, held against the medians. */
export function goalsOf(results: Results): Goal[] {
  return stated.map(({ of, ...goal }) => {
    const reached = of(results);
    const met = reached === undefined ? undefined : goal.atLeast ? reached >= goal.bound : reached <= goal.bound;
    return { ...goal, reached, met };
  });
}
