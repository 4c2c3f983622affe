/** A quantity at rest, with every autoscaler at its minimum, and at most, with every one at its maximum. */
export interface Range {
  readonly atRest: number;
  readonly atMost: number;
}

export function always(value: number): Range {
  return { atRest: value, atMost: value };
}

/** The product, each end by itself. */
export function product(...ranges: readonly (Range | number)[]): Range {
  const all = ranges.map((range) => (typeof range === 'number' ? always(range) : range));
  return {
    atRest: all.reduce((result, { atRest }) => result * atRest, 1),
    atMost: all.reduce((result, { atMost }) => result * atMost, 1),
  };
}

/** The sum, each end by itself. */
export function sum(ranges: readonly Range[]): Range {
  return {
    atRest: ranges.reduce((result, { atRest }) => result + atRest, 0),
    atMost: ranges.reduce((result, { atMost }) => result + atMost, 0),
  };
}
