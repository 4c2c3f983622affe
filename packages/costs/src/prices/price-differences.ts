import { type PriceList, tablePrices } from './price-list.ts';
import { rateNames } from './price-query.ts';
import { rates } from './rates.ts';

/** Where prices are not those of the table in the repository: a line for each. */
export function priceDifferences({ region, usd }: PriceList): string[] {
  const table = tablePrices(region);
  if (!table) return [`The table in the repository has no prices for ${region}.`];
  return rateNames
    .filter((rate) => usd[rate] !== table.usd[rate])
    .map(
      (rate) =>
        `${rate} (${rates[rate].what}): $${usd[rate]} per ${rates[rate].unit}, $${table.usd[rate]} in the table`,
    );
}
