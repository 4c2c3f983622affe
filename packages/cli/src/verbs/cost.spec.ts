import { beforeAll, expect, test } from '@jest/globals';
import { costText } from '@eks-practice/costs/text/cost-text';
import { type CostEstimate, estimateCosts } from '@eks-practice/costs/estimate-costs';
import { defineStages } from '@eks-practice/stages/define-stages';
import { type EksStage, isOnEks } from '@eks-practice/stages/stage';
import { stageNamed } from '@eks-practice/stages/stage-named';
import { parsedRate, requireEks, templatesOf } from './cost.ts';

const region = 'eu-central-1';
const nodes = { instanceType: 't4g.medium', min: 2, max: 4 };
const alb = { domain: 'example.org', certificateArn: `arn:aws:acm:${region}:123456789012:certificate/1` };

/** Everything that a setting adds to a template: least of all, and most of all. */
const app = defineStages({
  clusters: {
    least: { kind: 'eks', region, nodes },
    most: {
      kind: 'eks',
      region,
      availabilityZones: 3,
      nodes: { ...nodes, prefixDelegation: true, cpuCredits: 'standard', diskGiB: 30 },
      natGateways: 3,
      ecrEndpoints: true,
      secretEncryption: true,
      budgetEmail: 'ops@example.org',
      protected: true,
    },
  },
  stages: {
    least: { cluster: 'least' },
    most: { cluster: 'most', ingress: 'alb', alb, drainSeconds: 180, protected: true },
  },
});

async function estimateOf(stage: EksStage): Promise<CostEstimate> {
  return estimateCosts(stage, await templatesOf(stage));
}

function fixture(name: string): EksStage {
  return requireEks(stageNamed(name, app));
}

function quantities({ items }: CostEstimate): Record<string, [number, number]> {
  return Object.fromEntries(items.map(({ what, quantity }) => [what, [quantity.atRest, quantity.atMost]]));
}

/** Hours of so many things for a month. */
const hours = (atRest: number, atMost = atRest): [number, number] => [atRest * 730, atMost * 730];

/** To import CDK and synthesize takes long on a busy machine. */
const patienceMs = 180_000;

beforeAll(() => import('@eks-practice/infra/synthesize'), patienceMs);

test(
  'every resource of a template is priced, or known to cost nothing',
  async () => {
    for (const name of ['dev', 'production']) {
      const stage = stageNamed(name);
      // stages.ts is the reader's to edit.
      if (isOnEks(stage)) expect((await estimateOf(stage)).unpriced).toEqual([]);
    }
  },
  patienceMs,
);

test(
  'a small cluster is counted from its template',
  async () => {
    const estimate = await estimateOf(fixture('least'));
    expect(estimate.unpriced).toEqual([]);
    expect(quantities(estimate)).toMatchObject({
      'EKS control plane': hours(1),
      't4g.medium nodes': hours(2, 4),
      "the nodes' disks": [40, 80],
      'NAT gateways': hours(1),
      "NAT's public IPv4 addresses": hours(1),
      'network load balancers': hours(1),
      "load balancers' public IPv4": hours(2),
    });
    expect(quantities(estimate)).not.toHaveProperty('VPC endpoints, by zone');
    expect(quantities(estimate)['CPU above the baseline']?.[1]).toBeGreaterThan(0);
  },
  patienceMs,
);

test(
  'and one with all that costs money',
  async () => {
    const estimate = await estimateOf(fixture('most'));
    expect(estimate.unpriced).toEqual([]);
    expect(quantities(estimate)).toMatchObject({
      "the nodes' disks": [60, 120],
      'NAT gateways': hours(3),
      "NAT's public IPv4 addresses": hours(3),
      // ecr.api and ecr.dkr in 3 zones each.
      'VPC endpoints, by zone': hours(6),
      'application load balancers': hours(1),
      "load balancers' public IPv4": hours(3),
    });
    expect(quantities(estimate)).not.toHaveProperty('network load balancers');
    expect(quantities(estimate)).not.toHaveProperty('CPU above the baseline');
    expect(costText(estimate)).not.toContain('Not priced');
  },
  patienceMs,
);

test('a local stage costs nothing in AWS', () => {
  const local = defineStages({ clusters: { local: { kind: 'local' } }, stages: { local: { cluster: 'local' } } });
  expect(() => requireEks(stageNamed('local', local))).toThrow(expect.objectContaining({ code: 'costs-nothing' }));
});

test('the traffic that is assumed is a number above 0', () => {
  expect(parsedRate('2.5')).toBe(2.5);
  for (const text of ['0', '-1', 'many', 'Infinity', '1;ls']) {
    expect(() => parsedRate(text)).toThrow(expect.objectContaining({ code: 'invalid-rate' }));
  }
});
