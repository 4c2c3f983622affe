import type { Spread } from '../spread.ts';

/** A number with so many decimals, and thousands set apart: `12,345.6`. */
export function figure(value: number, decimals = 0): string {
  return value.toLocaleString('en-US', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
}

/** The median, and in brackets the least and the greatest: `2.1 (1.9 to 2.4)`; one number where they are the same. */
export function spread({ max, median, min }: Spread, decimals = 0): string {
  const [low, middle, high] = [min, median, max].map((value) => figure(value, decimals));
  return low === high ? `${middle}` : `${middle} (${low} to ${high})`;
}

/** The share of a whole: `12.3 %`. */
export function percent(share: number): string {
  return `${figure(share * 100, 1)} %`;
}
