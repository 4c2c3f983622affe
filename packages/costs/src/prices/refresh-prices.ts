import { PricingClient, paginateGetProducts } from '@aws-sdk/client-pricing';
import { UserError } from '@eks-practice/errors/user-error';
import type { PriceList } from './price-list.ts';
import { type PriceQuery, priceQuery, rateNames } from './price-query.ts';
import { productPrice } from './product-price.ts';
import type { Prices, RateName } from './rates.ts';

/** The AWS Price List is asked in a few regions only, for the prices of all: this is one of them. */
const priceListRegion = 'us-east-1';

/** With credentials from the SDK's own chain. */
export function openPriceList(): PricingClient {
  return new PricingClient({ region: priceListRegion });
}

/** So many rates are asked for at a time; AWS lets an account ask some ten times a second. */
const atATime = 4;

/**
 * Asks the AWS Price List for every rate of a region.
 * @throws {UserError} `price-not-found`, naming every rate for which it has no one price
 */
export async function refreshPrices(
  client: PricingClient,
  region: string,
  today: Date = new Date(),
): Promise<PriceList> {
  const found = new Map<RateName, number>();
  const missing: string[] = [];
  const waiting = [...rateNames];
  const ask = async (): Promise<void> => {
    for (let rate = waiting.shift(); rate !== undefined; rate = waiting.shift()) {
      const query = priceQuery(rate);
      const price = productPrice(await products(client, query, region), query);
      if (price === undefined) missing.push(`${rate} (${query.serviceCode}, ${query.usageType})`);
      else found.set(rate, price);
    }
  };
  await Promise.all(Array.from({ length: atATime }, ask));
  if (missing.length > 0) {
    throw new UserError(`The AWS Price List has no one price in ${region} for: ${missing.sort().join('; ')}.`, {
      code: 'price-not-found',
      remedy:
        'Check that the region is spelt right and has the service. If it has, correct the query in packages/costs/src/prices/price-query.ts; without --refresh-prices the table in the repository is used.',
    });
  }
  const usd = Object.fromEntries(found) as Prices;
  return { region, asOf: today.toISOString().slice(0, 10), source: 'AWS Price List', usd };
}

async function products(client: PricingClient, query: PriceQuery, region: string): Promise<string[]> {
  const attributes = { ...query.attributes, [query.regionAttribute ?? 'regionCode']: region };
  const pages = paginateGetProducts(
    { client },
    {
      ServiceCode: query.serviceCode,
      Filters: Object.entries(attributes).map(([Field, Value]) => ({ Type: 'TERM_MATCH' as const, Field, Value })),
    },
  );
  const all: string[] = [];
  for await (const { PriceList = [] } of pages) all.push(...PriceList.map(String));
  return all;
}
