/** What several rounds came to. */
export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

/**
 * The median, and the least and the greatest beside it: with a few rounds a deviation would say more than is known.
 * @throws {RangeError} where there are no values
 */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const [min, max] = [sorted[0], sorted.at(-1)];
  if (min === undefined || max === undefined) throw new RangeError('a spread needs at least one value');
  const [low, high] = [sorted[(sorted.length - 1) >> 1] ?? min, sorted[sorted.length >> 1] ?? max];
  return { median: rounded((low + high) / 2), min: rounded(min), max: rounded(max) };
}

/**
 * The ratio of two contenders in each round, which shared the machine's mood, and what the rounds came to.
 * @throws {RangeError} where they did not run the same number of rounds
 */
export function ratioOf(values: readonly number[], references: readonly number[]): Spread {
  if (values.length !== references.length) {
    throw new RangeError(`${values.length} rounds cannot be held against ${references.length}`);
  }
  return spreadOf(values.map((value, round) => value / (references[round] as number)));
}

/** Four significant digits: more would be noise. */
function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
