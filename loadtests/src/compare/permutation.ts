import { permutationTest } from 'simple-statistics';

/** What a comparison is decided by, as its output names it. */
export const testName =
  'one-sided two-sample permutation test on the difference of means (simple-statistics), Holm-corrected over the metrics';

/** How often the values are dealt out anew: with it a p-value of 0.05 is known to 0.004 (two standard errors). */
export const permutations = 10_000;

/**
 * How likely it is that the second sample's mean lies above the first's by as much as it does, were both the same.
 * @param random in 0..1
 */
export function worseBy(before: readonly number[], after: readonly number[], random: () => number): number {
  const share = permutationTest([...after], [...before], 'greater', permutations, random);
  // The order that was seen is one of those that may be; without it p could be 0 (Phipson and Smyth 2010).
  return (share * permutations + 1) / (permutations + 1);
}

/** Holm's correction: what remains of each p-value once so many were looked at (Holm 1979), in the order given. */
export function holm(values: readonly number[]): number[] {
  const order = values.map((value, index) => ({ value, index })).sort((a, b) => a.value - b.value);
  const corrected: number[] = [];
  let least = 0;
  order.forEach(({ value, index }, rank) => {
    least = Math.max(least, Math.min(1, (values.length - rank) * value));
    corrected[index] = least;
  });
  return corrected;
}
