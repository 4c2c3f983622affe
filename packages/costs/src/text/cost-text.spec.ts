import { expect, test } from '@jest/globals';
import { costChange } from './cost-change.ts';
import { costText } from './cost-text.ts';
import { type CostEstimate, estimateCosts } from '../estimate-costs.ts';
import { fixtureStage } from '../stage.fixture.ts';
import {
  type ClusterTemplateOptions,
  clusterTemplate,
  publicService,
  workloadsTemplate,
} from '../template/template.fixture.ts';

const workloads = workloadsTemplate(publicService);

function estimate(options: ClusterTemplateOptions = {}, name = 'dev'): CostEstimate {
  return estimateCosts(fixtureStage({}, name), { cluster: clusterTemplate(options), workloads });
}

test.each([estimate({ logs: true, endpoints: 2, keys: 1, max: 100, min: 100 }), estimate({}, 'pr-7')])(
  'but for sentences no line is wider than a terminal of 80 columns: $stage',
  (found) => {
    expect(
      costText(found)
        .split('\n')
        .filter((line) => line.length > 80 && !line.endsWith('.')),
    ).toEqual([]);
  },
);

test('a row has the quantity, the price and the months at rest and at most', () => {
  // us-east-1: 730 x 0.0336 x 2 and x 4 nodes.
  expect(costText(estimate())).toMatch(/^ {2}t4g\.medium nodes +1,460-2,920 h +0\.0336 +49\.06 +98\.11$/m);
});

test('the sums are those of the estimate', () => {
  const { monthlyUsd } = estimate();
  expect(costText(estimate())).toMatch(
    new RegExp(`^Total +${monthlyUsd.total.atRest.toFixed(2)} +${monthlyUsd.total.atMost.toFixed(2)}$`, 'm'),
  );
});

test('the assumptions, the extended support and the alarm of the budget are told', () => {
  const text = costText(estimate({ min: 10, max: 10 }));
  expect(text).toContain('1-10 requests a second');
  // 730 x 0.6.
  expect(text).toContain('$438.00 a month once its version is out of standard');
  expect(text).toContain("The budget's alarm of cluster dev is set to $200.00: it is above that at rest.");
});

test("a pull request's stage is told what it adds, without Fargate", () => {
  const text = costText(estimate({}, 'pr-7'));
  expect(text).toContain('cluster, there anyway');
  expect(text).toMatch(/In the 73 hours that it may live: \$\d/);
  expect(text).not.toContain('Fargate');
});

test('what costs nothing by itself is named, with the reason', () => {
  const more = {
    One: { Type: 'AWS::IAM::Role' },
    Two: { Type: 'AWS::IAM::Role' },
    Three: { Type: 'AWS::IAM::Policy' },
  };
  expect(costText(estimate({ more }))).toContain('  - AWS::IAM::Role (2), AWS::IAM::Policy (1): permissions are free.');
});

test('what is not priced is named', () => {
  expect(costText(estimate())).not.toContain('Not priced');
  const more = { One: { Type: 'AWS::RDS::DBInstance' } };
  expect(costText(estimate({ more }))).toContain('Not priced, and so not in the sums: AWS::RDS::DBInstance (1).');
});

const sums = (atRest: number, atMost: number): CostEstimate => {
  const found = estimate();
  return { ...found, monthlyUsd: { ...found.monthlyUsd, total: { atRest, atMost } } };
};

test.each([
  [undefined, sums(10, 20), '$10.00 to $20.00 a month (estimated; nothing is deployed yet)'],
  [sums(10, 20), sums(10, 20.001), '$10.00 to $20.00 a month (estimated), as before'],
  [
    sums(10, 20),
    sums(12.5, 19),
    'was $10.00 to $20.00, will be $12.50 to $19.00 a month (estimated; +$2.50 at rest, -$1.00 at most)',
  ],
  [
    sums(10, 10),
    sums(10, 1020),
    'was $10.00, will be $10.00 to $1,020.00 a month (estimated; $0.00 at rest, +$1,010.00 at most)',
  ],
])('the change of a deploy in one line, case %#', (before, after, line) => {
  expect(costChange(before, after)).toBe(line);
});
