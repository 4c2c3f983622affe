import { expect, test } from '@jest/globals';
import { productText } from './product.fixture.ts';
import { productPrice } from './product-price.ts';

const query = { serviceCode: 'AWSELB', attributes: {}, usageType: 'LoadBalancerUsage' };

function priceOf(...products: { usageType: string; tiers: Record<string, string> }[]): number | undefined {
  return productPrice(products.map(productText), query);
}

test.each(['LoadBalancerUsage', 'EU-LoadBalancerUsage', 'EUC1-LoadBalancerUsage', 'eu-central-1-LoadBalancerUsage'])(
  '%s is the usage type, in some region',
  (usageType) => {
    expect(priceOf({ usageType, tiers: { 0: '0.0270000000' } })).toBe(0.027);
  },
);

test.each(['EUC1-TS-LoadBalancerUsage', 'TS-LoadBalancerUsage', 'EUC1-Outposts-LoadBalancerUsage', 'EUC1-LCUUsage'])(
  '%s is another product',
  (usageType) => {
    expect(priceOf({ usageType, tiers: { 0: '0.0270000000' } })).toBeUndefined();
    const meant = { usageType: 'EUC1-LoadBalancerUsage', tiers: { 0: '0.03' } };
    expect(priceOf({ usageType, tiers: { 0: '0.0270000000' } }, meant)).toBe(0.03);
  },
);

test.each<[string, Record<string, string>, number | undefined]>([
  ['of the first tier', { 51200: '0.07', 0: '0.09', 10240: '0.085' }, 0.09],
  ['after a free tier', { 0: '0.0000000000', 5: '0.50' }, 0.5],
  ['of nothing but a free tier', { 0: '0.0000000000' }, undefined],
])('the price is that %s', (_, tiers, expected) => {
  expect(priceOf({ usageType: 'EUC1-LoadBalancerUsage', tiers })).toBe(expected);
});

test('the same price twice is one, and two prices are none', () => {
  const at = (price: string) => ({ usageType: 'EUC1-LoadBalancerUsage', tiers: { 0: price } });
  expect(priceOf(at('0.0270'), at('0.027'))).toBe(0.027);
  expect(priceOf(at('0.027'), at('0.028'))).toBeUndefined();
  expect(priceOf()).toBeUndefined();
});
