import type { Leftover } from '@eks-practice/aws/removal/leftover';
import { leftoverMonthlyUsd } from '@eks-practice/costs/leftover-price';
import { table } from '../output/table.ts';

/** Something that was left behind, with its price. */
export interface PricedLeftover extends Leftover {
  /** In US dollars; null where it is not known. */
  readonly monthlyUsd: number | null;
}

/** What costs most comes first. */
export function priced(leftovers: readonly Leftover[], region: string): PricedLeftover[] {
  return leftovers
    .map((leftover) => ({ ...leftover, monthlyUsd: priceOf(leftover, region) }))
    .sort((a, b) => (b.monthlyUsd ?? Infinity) - (a.monthlyUsd ?? Infinity));
}

function priceOf({ kind, detail = {} }: Leftover, region: string): number | null {
  return kind === 'other' ? null : (leftoverMonthlyUsd(kind, region, detail) ?? null);
}

/** What is left, what it costs a month and how it goes. */
export function leftoversText(leftovers: readonly PricedLeftover[], region: string): string {
  if (leftovers.length === 0) return 'Nothing is left behind.';
  const rows = leftovers.map(({ kind, id, monthlyUsd }) => [kind, dollars(monthlyUsd), id]);
  const known = leftovers.map(({ monthlyUsd }) => monthlyUsd ?? 0);
  const total = known.reduce((sum, usd) => sum + usd, 0);
  const commands = leftovers.flatMap(({ command }) =>
    command === undefined ? [] : [`  ${command} --region ${region}`],
  );
  return [
    `Left behind, at ${dollars(total)} a month:`,
    table([['KIND', 'A MONTH', 'WHICH'], ...rows]),
    ...(commands.length > 0 ? ['What removes it, if nobody needs it:', ...commands] : []),
  ].join('\n');
}

function dollars(usd: number | null): string {
  return usd === null ? 'not known' : `$${usd.toFixed(2)}`;
}
