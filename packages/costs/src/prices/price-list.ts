import { UserError } from '@eks-practice/errors/user-error';
import { priceTable } from './price-table.ts';
import type { Prices } from './rates.ts';

/** The prices of a region, and where they are from. */
export interface PriceList {
  readonly region: string;
  /** What day they are of, ISO 8601. */
  readonly asOf: string;
  readonly source: 'price table' | 'AWS Price List';
  readonly usd: Prices;
}

/** The prices that are in the repository; undefined for a region of which it has none. */
export function tablePrices(region: string): PriceList | undefined {
  const { asOf, regions } = priceTable;
  const usd = Object.hasOwn(regions, region) ? regions[region] : undefined;
  return usd && { region, asOf, source: 'price table', usd };
}

/** @throws {UserError} `no-prices` for a region of which the repository has none */
export function requireTablePrices(region: string): PriceList {
  const prices = tablePrices(region);
  if (prices) return prices;
  throw new UserError(
    `There are no prices for ${region} here, only for ${Object.keys(priceTable.regions).join(', ')}.`,
    {
      code: 'no-prices',
      remedy: 'Ask AWS for them, with credentials: npx eks-practice cost --stage <stage> --refresh-prices',
    },
  );
}
