import { expect, test } from '@jest/globals';
import { figuresOf } from './cost-figures.ts';

const item = (what: string, atRest: number, atMost = atRest) => ({ what, monthlyUsd: { atRest, atMost } });

test('each line of the estimate is in one part, and the parts are round', () => {
  const figures = figuresOf({
    region: 'eu-central-1',
    prices: { asOf: '2026-04-01' },
    items: [
      item('EKS control plane', 73),
      item('t4g.medium nodes', 56.2, 112.4),
      item("the nodes' disks", 3.8, 7.6),
      item('NAT gateways', 37.96),
      item('network load balancers', 19.71),
      item("load balancers' public IPv4", 7.3),
      item('images in ECR', 0.1, 0.4),
    ],
    monthlyUsd: { total: { atRest: 198.07, atMost: 258.4 } },
    fargate: { monthlyUsd: { atRest: 94, atMost: 156 } },
  });
  expect(figures.split('\n').slice(2)).toEqual([
    '| the control plane, before a single pod | 73 | 73 |',
    '| the nodes, with their disks and CPU credits | 60 | 120 |',
    '| the way out: NAT gateway, its address, its data | 38 | 38 |',
    '| the load balancer and its addresses | 27 | 27 |',
    '| logs, images, data | 0 | 0 |',
    '| **all of it** | 200 | 260 |',
    '| the same services on ECS Fargate | 90 | 160 |',
    '',
    'List prices of 2026-04-01 in eu-central-1, without tax.',
  ]);
});
