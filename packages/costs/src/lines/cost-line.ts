import { hoursPerMonth } from '../assumptions.ts';
import type { RateName } from '../prices/rates.ts';
import { type Range, always, product } from '../range.ts';

/** A cluster is shared by its stages. */
export type Part = 'cluster' | 'stage';

/** One thing that costs money: how much of which rate in a month. */
export interface CostLine {
  readonly part: Part;
  readonly what: string;
  readonly rate: RateName;
  /** In the rate's unit, for a month. */
  readonly quantity: Range;
  /** Whether the same application on ECS Fargate has it too. */
  readonly onFargate: boolean;
  readonly note?: string;
}

/** So many things, all month long, in hours. */
export function allMonth(count: Range | number): Range {
  return product(typeof count === 'number' ? always(count) : count, hoursPerMonth);
}
