import type { RequestTarget } from './raw-ceiling.ts';
import type { Results } from './results.ts';
import {
  type Why,
  whyClusterIsLate,
  whyLarger,
  whyLaterThanNode,
  whyLonger,
  whyNotFaster,
  whyNotLikeRaw,
} from './why-missed.ts';

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
  /** A line of Markdown; undefined unless the goal is missed. */
  readonly whyMissed: string | undefined;
}

interface Stated extends Omit<Goal, 'reached' | 'met' | 'whyMissed'> {
  readonly of: (results: Results) => number | undefined;
  readonly why: Why;
}

const ratioNames = { users: 'usersVsSeed', userApi: 'userApiVsSeed' } as const;

const againstSeed = (kind: 'floor' | 'aim', bound: number, what: string, target: RequestTarget): Stated => {
  const of = ({ ratios }: Results): number | undefined => ratios[ratioNames[target]]?.median;
  return { what, kind, bound, unit: 'x', atLeast: true, of, why: whyNotFaster(target, bound) };
};
const atMost = (bound: number, unit: Goal['unit'], what: string, of: Stated['of'], why: Why): Stated => {
  return { what, kind: 'goal', bound, unit, atLeast: false, of, why };
};

const stated: readonly Stated[] = [
  againstSeed('floor', 2, '`/users`, requests/s against the seed’s way', 'users'),
  againstSeed('aim', 3, '`/users`, requests/s against the seed’s way', 'users'),
  againstSeed('floor', 2.5, 'user-api alone, requests/s against the seed’s way', 'userApi'),
  againstSeed('aim', 4, 'user-api alone, requests/s against the seed’s way', 'userApi'),
  {
    what: '`/users`, requests/s against raw `node:http`',
    ...{ kind: 'aim', bound: 0.75, unit: 'x', atLeast: true },
    of: ({ ratios }) => ratios.usersVsRaw?.median,
    why: whyNotLikeRaw,
  },
  atMost(1.03, 'x', 'image against Node and libc, compressed', ({ ratios }) => ratios.imageVsNode?.median, whyLarger),
  atMost(
    1.5,
    'x',
    'start to the first answer against `node -e 0`',
    ({ ratios }) => ratios.startVsNode?.median,
    whyLaterThanNode,
  ),
  atMost(12, 's', 'local cluster, from nothing to ready', ({ parts }) => parts.cluster?.up.median, whyClusterIsLate),
  atMost(15, 's', 'code change to serving', ({ parts }) => parts.cluster?.changeToServing.median, whyLonger('change')),
  atMost(3, 's', 'deploy of nothing new', ({ parts }) => parts.cluster?.noOpDeploy.median, whyLonger('noOp')),
];

/** The goals of this project's speed, held against the medians. */
export function goalsOf(results: Results): Goal[] {
  return stated.map(({ of, why, ...goal }) => {
    const reached = of(results);
    const met = reached === undefined ? undefined : goal.atLeast ? reached >= goal.bound : reached <= goal.bound;
    return { ...goal, reached, met, whyMissed: met === false ? why(results.parts) : undefined };
  });
}
