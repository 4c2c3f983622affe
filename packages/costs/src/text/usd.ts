import type { Range } from '../range.ts';

/** An amount to the cent, without a currency sign: `1,234.50`. */
export function usd(amount: number): string {
  return amount.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}

/** What it comes to at rest and at most: `$163.20 to $301.75`, or one amount where they are the same. */
export function usdRange({ atRest, atMost }: Range): string {
  const least = usd(atRest);
  const most = usd(atMost);
  return least === most ? `$${least}` : `$${least} to $${most}`;
}

/** A difference: `+$1.00`, `-$1.00`, `$0.00`. */
export function usdSigned(amount: number): string {
  const absolute = usd(Math.abs(amount));
  if (absolute === '0.00') return '$0.00';
  return `${amount < 0 ? '-' : '+'}$${absolute}`;
}
