import type { RequestFigures } from './results.ts';

/** What was asked: api, which asks user-api, or user-api alone. */
export type RequestTarget = 'users' | 'userApi';

/** How often faster raw `node:http` was than the seed's way, by the medians; undefined where one was not measured. */
export function rawAgainstSeed(
  contenders: RequestFigures['contenders'] | undefined,
  target: RequestTarget,
): number | undefined {
  const [raw, seed] = ['raw', 'seed'].map((name) => contenders?.find((contender) => contender.name === name));
  return raw && seed && raw[target].requestsPerSecond.median / seed[target].requestsPerSecond.median;
}
