import type { PriceQuery } from './price-query.ts';

/** A product of the AWS Price List, as far as it is read. */
interface Product {
  readonly product: { readonly attributes: Readonly<Record<string, string>> };
  readonly terms: { readonly OnDemand?: Readonly<Record<string, Offer>> };
}

interface Offer {
  readonly priceDimensions: Readonly<Record<string, PriceDimension>>;
}

interface PriceDimension {
  /** From what quantity a month on it counts; `0` for the first tier. */
  readonly beginRange?: string;
  readonly pricePerUnit: { readonly USD?: string };
}

/**
 * The price of the one product that a query means, of its first tier that costs something, in US dollars.
 * @param products what GetProducts answers: each a JSON text
 * @returns undefined where there is no such product, or more than one price for it
 */
export function productPrice(products: readonly string[], { usageType }: PriceQuery): number | undefined {
  const meant = products
    .map((text) => JSON.parse(text) as Product)
    .filter(({ product }) => isUsageType(product.attributes.usagetype, usageType));
  const prices = new Set(meant.map(firstTier).filter((price) => price !== undefined));
  return prices.size === 1 ? [...prices][0] : undefined;
}

/**
 * A usage type has AWS's shorthand for the region before it, such as `EUC1-`, `EU-` or `USE1-`; in us-east-1 at times nothing, and
 * KMS puts the region's own name. Whatever else may come before, such as `Outposts-` or `TS-`, is another product.
 */
function isUsageType(found: string | undefined, usageType: string): boolean {
  if (!found?.endsWith(usageType)) return false;
  return /^(|(EU|[A-Z]{3,4}\d|[a-z]{2}(-[a-z]+)+-\d)-)$/.test(found.slice(0, -usageType.length));
}

/** A free tier costs 0; what is asked for is what comes after it. */
function firstTier({ terms }: Product): number | undefined {
  const dimensions = Object.values(terms.OnDemand ?? {}).flatMap(({ priceDimensions }) =>
    Object.values(priceDimensions),
  );
  return dimensions
    .map(({ beginRange, pricePerUnit }) => ({ from: Number(beginRange ?? 0), usd: Number(pricePerUnit.USD) }))
    .filter(({ usd }) => usd > 0)
    .sort((one, other) => one.from - other.from)[0]?.usd;
}
