export interface ProductOptions {
  readonly usageType: string;
  /** US dollars by where the tier begins. */
  readonly tiers: Readonly<Record<string, string>>;
  readonly attributes?: Readonly<Record<string, string>>;
}

/** A product as GetProducts answers with it: a JSON text of this shape, with codes of AWS's own in the keys. */
export function productText({ usageType, tiers, attributes = {} }: ProductOptions): string {
  const sku = 'ABCDEFGHJKLMNPQR';
  const offer = `${sku}.JRTCKXETXF`;
  return JSON.stringify({
    product: {
      productFamily: 'Some Family',
      attributes: { ...attributes, regionCode: 'eu-central-1', usagetype: usageType, servicecode: 'AmazonEC2' },
      sku,
    },
    serviceCode: 'AmazonEC2',
    terms: {
      OnDemand: {
        [offer]: {
          priceDimensions: Object.fromEntries(
            Object.entries(tiers).map(([beginRange, USD], index) => [
              `${offer}.${index}`,
              {
                unit: 'Hrs',
                endRange: 'Inf',
                beginRange,
                description: `$${USD} per unit`,
                appliesTo: [],
                rateCode: `${offer}.${index}`,
                pricePerUnit: { USD },
              },
            ]),
          ),
          sku,
          effectiveDate: '2026-01-01T00:00:00Z',
          offerTermCode: 'JRTCKXETXF',
          termAttributes: {},
        },
      },
    },
    version: '20260101000000',
    publicationDate: '2026-01-01T00:00:00Z',
  });
}
