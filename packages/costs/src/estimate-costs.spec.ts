import { expect, test } from '@jest/globals';
import { assumptions } from './assumptions.ts';
import { type CostEstimate, type EstimateOptions, estimateCosts } from './estimate-costs.ts';
import { type PriceList, requireTablePrices } from './prices/price-list.ts';
import { rateNames } from './prices/price-query.ts';
import type { Prices } from './prices/rates.ts';
import { type FixtureOptions, fixtureStage } from './stage.fixture.ts';
import {
  type ClusterTemplateOptions,
  clusterTemplate,
  ingress,
  publicService,
  workloadsTemplate,
} from './template/template.fixture.ts';

/** Prices that are easy to multiply with: 1 dollar for whatever is not named. */
function priceList(usd: Partial<Prices> = {}): PriceList {
  const all = Object.fromEntries(rateNames.map((rate) => [rate, 1])) as Prices;
  return { region: 'us-east-1', asOf: '2026-01-01', source: 'price table', usd: { ...all, ...usd } };
}

function estimate(
  cluster: ClusterTemplateOptions = {},
  stage: FixtureOptions & { readonly name?: string } = {},
  options: EstimateOptions = {},
): CostEstimate {
  const workloads = stage.ingress === 'alb' ? workloadsTemplate(ingress('api')) : workloadsTemplate(publicService);
  return estimateCosts(
    fixtureStage(stage, stage.name),
    { cluster: clusterTemplate(cluster), workloads },
    { prices: priceList(), ...options },
  );
}

function quantity({ items }: CostEstimate, what: string): [number, number] | undefined {
  const item = items.find((candidate) => candidate.what === what);
  return item && [item.quantity.atRest, item.quantity.atMost];
}

test.each<[string, ClusterTemplateOptions, [number, number] | undefined]>([
  ['EKS control plane', {}, [730, 730]],
  ['t4g.medium nodes', { min: 2, max: 4 }, [2 * 730, 4 * 730]],
  ['t4g.xlarge nodes', { instanceType: 't4g.xlarge' }, [2 * 730, 4 * 730]],
  // 50 % of a t4g.medium's 2 vCPUs is 30 points above its 20 %: 0.6 vCPU for each of 4 nodes. 10 % is below.
  ['CPU above the baseline', {}, [0, 4 * 730 * 0.6]],
  // 4 vCPUs, 10 points above 40 %.
  ['CPU above the baseline', { instanceType: 't4g.xlarge' }, [0, 4 * 730 * 0.4]],
  ['CPU above the baseline', { cpuCredits: 'standard' }, undefined],
  ["the nodes' disks", { diskGib: 30 }, [2 * 30, 4 * 30]],
  ['NAT gateways', { natGateways: 3, zones: 3 }, [3 * 730, 3 * 730]],
  // 5 GB for each node.
  ['data through NAT', {}, [2 * 5, 4 * 5]],
  // With 1 gateway for 2 zones half of it crosses, and is billed on both sides.
  ['data to NAT in another zone', {}, [(10 / 2) * 2, (20 / 2) * 2]],
  ['data to NAT in another zone', { natGateways: 2 }, undefined],
  ["NAT's public IPv4 addresses", { natGateways: 2 }, [2 * 730, 2 * 730]],
  // 2 endpoints in 3 zones each; S3's gateway endpoint is free.
  ['VPC endpoints, by zone', { endpoints: 2, zones: 3 }, [6 * 730, 6 * 730]],
  ['VPC endpoints, by zone', {}, undefined],
  ['data through VPC endpoints', { endpoints: 2 }, [2 * 0.5, 4 * 0.5]],
  ['KMS keys', { keys: 2 }, [2, 2]],
  ['control plane logs', { logs: true }, [10, 20]],
  ['control plane logs', {}, undefined],
  ['VPC flow logs', { more: { Flow: { Type: 'AWS::EC2::FlowLog' } } }, [2, 4]],
  // 15 % of 10 to 20 GB a month, kept for 73 of a month's 365 / 12 days: 2.4 months.
  [
    'logs kept for 73 days',
    { logs: true, more: { Group: { Type: 'AWS::Logs::LogGroup', Properties: { RetentionInDays: 73 } } } },
    [10 * 0.15 * 2.4, 20 * 0.15 * 2.4],
  ],
  ['logs kept for 365 days', { logs: true }, [10 * 0.15 * 12, 20 * 0.15 * 12]],
  // 2 repositories.
  ['images in ECR', {}, [2 * 0.5, 2 * 2]],
  // One for the network load balancer, in 2 zones.
  ["load balancers' public IPv4", {}, [2 * 730, 2 * 730]],
])('%s, where the template says %j', (what, template, expected) => {
  const found = quantity(estimate(template), what);
  if (expected === undefined) expect(found).toBeUndefined();
  else expect(found).toEqual([expect.closeTo(expected[0], 6), expect.closeTo(expected[1], 6)]);
});

test('a line is its quantity times the price, and the sums are of the lines', () => {
  const { items, monthlyUsd } = estimate({}, {}, { prices: priceList({ eksCluster: 0.1, networkLoadBalancer: 0.02 }) });
  expect(items.find(({ rate }) => rate === 'eksCluster')?.monthlyUsd).toEqual({ atRest: 73, atMost: 73 });
  expect(items.find(({ rate }) => rate === 'networkLoadBalancer')?.monthlyUsd.atRest).toBeCloseTo(14.6);
  for (const part of ['cluster', 'stage'] as const) {
    const own = items.filter((item) => item.part === part);
    expect(monthlyUsd[part].atRest).toBeCloseTo(
      own.reduce((all, item) => all + item.quantity.atRest * item.unitUsd, 0),
    );
    expect(monthlyUsd[part].atMost).toBeCloseTo(
      own.reduce((all, item) => all + item.quantity.atMost * item.unitUsd, 0),
    );
  }
  expect(monthlyUsd.total.atMost).toBeCloseTo(monthlyUsd.cluster.atMost + monthlyUsd.stage.atMost);
});

test.each<[string, ClusterTemplateOptions, ClusterTemplateOptions]>([
  ['nodes at rest', { min: 2 }, { min: 3 }],
  ['nodes at most', { max: 4 }, { max: 5 }],
  ['disk', { diskGib: 20 }, { diskGib: 21 }],
  ['NAT gateways', { natGateways: 1 }, { natGateways: 2 }],
  ['keys', { keys: 0 }, { keys: 1 }],
  ['endpoints', { endpoints: 0 }, { endpoints: 1 }],
  ['logs', { logs: false }, { logs: true }],
  ['surplus credits', { cpuCredits: 'standard' }, { cpuCredits: 'unlimited' }],
])('more %s never costs less, and more at most', (_, less, more) => {
  const options = { prices: requireTablePrices('us-east-1') };
  const [cheap, dear] = [estimate(less, {}, options), estimate(more, {}, options)].map(
    ({ monthlyUsd }) => monthlyUsd.total,
  );
  expect(dear?.atRest).toBeGreaterThanOrEqual(cheap?.atRest ?? Infinity);
  expect((dear?.atMost ?? 0) + (dear?.atRest ?? 0)).toBeGreaterThan((cheap?.atMost ?? Infinity) + (cheap?.atRest ?? 0));
});

test('at most never costs less than at rest', () => {
  for (const { monthlyUsd } of estimate({ logs: true, endpoints: 2 }).items) {
    expect(monthlyUsd.atMost).toBeGreaterThanOrEqual(monthlyUsd.atRest);
  }
});

test("a pull request's stage costs what it adds, and less in the hours that it may live", () => {
  const preview = estimate({}, { name: 'pr-7' });
  expect(preview.monthlyUsd.total).toEqual(preview.monthlyUsd.stage);
  expect(preview.monthlyUsd.cluster.atRest).toBeGreaterThan(0);
  // 73 of 730 hours.
  expect(preview.lifetime?.usd.atRest).toBeCloseTo(preview.monthlyUsd.stage.atRest / 10);
  expect(preview.fargate).toBeUndefined();
  expect(estimate().lifetime).toBeUndefined();
});

test('on Fargate the control plane and the nodes fall away, and the tasks come in', () => {
  const { fargate, items } = estimate({ logs: true });
  const onlyOnEks = ['eksCluster', 't4g.medium', 'cpuCredits', 'gp3'];
  expect(items.map(({ rate }) => rate)).toEqual(expect.arrayContaining(onlyOnEks));
  expect(fargate?.items.filter(({ rate }) => onlyOnEks.includes(rate))).toEqual([]);
  // 2 to 5 tasks of each of the 2 services, 500 m and 192 MiB at most: 0.5 vCPU, and with that 1 GB at least.
  expect(fargate?.items.find(({ rate }) => rate === 'fargateVcpu')?.quantity).toEqual({ atRest: 1460, atMost: 3650 });
  expect(fargate?.items.find(({ rate }) => rate === 'fargateGb')?.quantity).toEqual({ atRest: 2920, atMost: 7300 });
});

test('what is neither priced nor known to be free is listed, and not in the sums', () => {
  const queue = { Type: 'AWS::RDS::DBInstance' };
  const found = estimate({ more: { One: queue, Two: queue, Free: { Type: 'AWS::IAM::Role' } } });
  expect(found.unpriced).toEqual([{ type: 'AWS::RDS::DBInstance', count: 2 }]);
  expect(found.monthlyUsd).toEqual(estimate().monthlyUsd);
  expect(found.free).toContainEqual({ type: 'AWS::IAM::Role', count: 1, reason: 'permissions are free' });
  expect(estimate({ instanceType: 'm7g.large' }).unpriced).toEqual([{ type: 'm7g.large', count: 1 }]);
});

test('nothing that is deployed costs nothing', () => {
  expect(estimateCosts(fixtureStage(), {}).monthlyUsd.total).toEqual({ atRest: 0, atMost: 0 });
});

test('a region without prices is refused with what to do; given prices are enough', () => {
  const elsewhere = { region: 'eu-south-2' };
  expect(() => estimateCosts(fixtureStage(elsewhere), {})).toThrow(
    expect.objectContaining({ code: 'no-prices', remedy: expect.stringContaining('--refresh-prices') }),
  );
  expect(estimate({}, elsewhere).region).toBe('eu-south-2');
});

test('every assumption comes with its reason', () => {
  const listed = estimate().assumptions;
  expect(listed.map(({ name }) => name)).toEqual(Object.keys(assumptions));
  for (const { reason, unit, atRest, atMost } of listed) {
    expect(reason.length).toBeGreaterThan(10);
    expect(unit).not.toBe('');
    expect(atMost).toBeGreaterThanOrEqual(atRest);
  }
});
