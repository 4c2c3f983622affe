import { expect, test } from '@jest/globals';
import { requireTablePrices, tablePrices } from './price-list.ts';
import { rateNames } from './price-query.ts';
import { priceTable } from './price-table.ts';

const regions = Object.keys(priceTable.regions);

test.each(regions)('%s has a price for every rate', (region) => {
  const { usd, asOf } = requireTablePrices(region);
  expect(Object.keys(usd).sort()).toEqual([...rateNames].sort());
  for (const price of Object.values(usd)) expect(price).toBeGreaterThan(0);
  expect(new Date(asOf).toISOString()).toContain(asOf);
});

test.each(regions)('in %s each t4g type costs twice the one below it', (region) => {
  const { usd } = requireTablePrices(region);
  const sizes = ['t4g.nano', 't4g.micro', 't4g.small', 't4g.medium', 't4g.large', 't4g.xlarge', 't4g.2xlarge'] as const;
  expect(sizes.map((size) => usd[size] / usd['t4g.nano'])).toEqual(
    [1, 2, 4, 8, 16, 32, 64].map((n) => expect.closeTo(n)),
  );
});

test.each(['eu-south-2', 'constructor', ''])('%j has no prices', (region) => {
  expect(tablePrices(region)).toBeUndefined();
});
