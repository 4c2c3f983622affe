import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { PricingClient } from '@aws-sdk/client-pricing';
import { expect, test } from '@jest/globals';
import { priceDifferences } from './price-differences.ts';
import { requireTablePrices } from './price-list.ts';
import { priceQuery, rateNames } from './price-query.ts';
import { productText } from './product.fixture.ts';
import { refreshPrices } from './refresh-prices.ts';
import type { RateName } from './rates.ts';

interface Asked {
  readonly ServiceCode: string;
  readonly Filters: readonly { readonly Type: string; readonly Field: string; readonly Value: string }[];
  readonly NextToken?: string;
}

const table = requireTablePrices('eu-central-1');

/** A Price List of this machine that has the table's prices, but for those that are given; undefined: it has none. */
async function priceList(other: Partial<Record<RateName, number | undefined>> = {}) {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const question = JSON.parse(body) as Asked;
      asked.push(question);
      response.setHeader('content-type', 'application/x-amz-json-1.1').end(JSON.stringify(answer(question)));
    });
  });
  const answer = ({ ServiceCode, Filters, NextToken }: Asked) => {
    const filters = Object.fromEntries(Filters.map(({ Field, Value }) => [Field, Value]));
    const region = filters.regionCode ?? filters.fromRegionCode;
    const products = rateNames
      .filter((rate) => {
        const { serviceCode, attributes } = priceQuery(rate);
        const has = Object.entries(filters).filter(([field]) => !/regionCode/i.test(field));
        return serviceCode === ServiceCode && has.every(([field, value]) => attributes[field] === value);
      })
      .flatMap((rate) => {
        const usd = rate in other ? other[rate] : table.usd[rate];
        const usageType = `EUC1-${priceQuery(rate).usageType}`;
        return usd === undefined ? [] : [productText({ usageType, tiers: { 0: usd.toFixed(10) } })];
      });
    // Two pages: what is asked for may be on the second.
    const isSecond = NextToken === 'second';
    const PriceList = region !== 'eu-central-1' ? [] : isSecond ? products.slice(1) : products.slice(0, 1);
    return { FormatVersion: 'aws_v1', PriceList, ...(isSecond ? {} : { NextToken: 'second' }) };
  };
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const client = new PricingClient({
    region: 'us-east-1',
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  return {
    client,
    asked,
    [Symbol.asyncDispose]: async () => {
      client.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

test('every rate is asked for, by service, region and attributes, through all pages', async () => {
  await using list = await priceList();
  const found = await refreshPrices(list.client, 'eu-central-1', new Date('2026-05-06T07:08:09Z'));
  expect(found).toEqual({ region: 'eu-central-1', asOf: '2026-05-06', source: 'AWS Price List', usd: table.usd });
  expect(list.asked).toHaveLength(2 * rateNames.length);
  for (const { Filters } of list.asked) {
    expect(Filters.filter(({ Value }) => Value === 'eu-central-1')).toHaveLength(1);
    for (const { Type } of Filters) expect(Type).toBe('TERM_MATCH');
  }
});

test('what differs from the table is told', async () => {
  await using list = await priceList({ natGateway: 0.06 });
  const found = await refreshPrices(list.client, 'eu-central-1');
  expect(found.usd.natGateway).toBe(0.06);
  expect(priceDifferences(found)).toEqual(['natGateway (NAT gateway): $0.06 per hour, $0.052 in the table']);
  expect(priceDifferences(table)).toEqual([]);
  expect(priceDifferences({ ...found, region: 'eu-south-2' })).toHaveLength(1);
});

test('a rate without a price is refused, and every one is named', async () => {
  await using list = await priceList({ natGateway: undefined, 't4g.large': undefined });
  await expect(refreshPrices(list.client, 'eu-central-1')).rejects.toMatchObject({
    code: 'price-not-found',
    message:
      'The AWS Price List has no one price in eu-central-1 for: natGateway (AmazonEC2, NatGateway-Hours); t4g.large (AmazonEC2, BoxUsage:t4g.large).',
  });
});
