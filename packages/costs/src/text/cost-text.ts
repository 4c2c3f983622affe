import type { Part } from '../lines/cost-line.ts';
import type { CostEstimate, CostItem } from '../estimate-costs.ts';
import { fargateDifferences } from '../fargate.ts';
import { type Range, sum } from '../range.ts';
import { usd, usdRange } from './usd.ts';

const widths = { what: 34, quantity: 16, price: 8, money: 9 } as const;

/**
 * An estimate as a person reads it: the items, the sums, what they rest on. Its tables fit 80 columns; each sentence is one
 * line, however long.
 */
export function costText(estimate: CostEstimate): string {
  return [
    heading(estimate),
    itemsText(estimate),
    fargateText(estimate),
    unpricedText(estimate),
    notesText(estimate),
    freeText(estimate),
    assumptionsText(estimate),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function heading({ stage, cluster, region, prices }: CostEstimate): string {
  const source =
    prices.source === 'price table'
      ? `as of ${prices.asOf}, from the table in the repository`
      : `of ${prices.asOf}, from the AWS Price List`;
  return [
    `Stage ${stage} in cluster ${cluster}, ${region}: estimated US dollars a month`,
    `List prices ${source}; without tax, discounts and free tier.`,
  ].join('\n');
}

function itemsText(estimate: CostEstimate): string {
  const { items, monthlyUsd, stage, cluster, lifetime, isPreview } = estimate;
  const part = (name: Part): string[] => items.filter((item) => item.part === name).map(row);
  return [
    columns('', 'quantity', 'price', 'at rest', 'at most'),
    `Cluster ${cluster}, shared by its stages`,
    ...part('cluster'),
    total(isPreview ? 'cluster, there anyway' : 'cluster', monthlyUsd.cluster),
    `Stage ${stage}`,
    ...part('stage'),
    total('stage', monthlyUsd.stage),
    total(isPreview ? 'Total of what it adds' : 'Total', monthlyUsd.total),
    ...(lifetime ? [`  In the ${lifetime.hours} hours that it may live: ${usdRange(lifetime.usd)}.`] : []),
  ].join('\n');
}

function row({ what, quantity, unit, unitUsd, monthlyUsd }: CostItem): string {
  const shownUnit = unit === 'hour' ? 'h' : unit === 'GB-month' ? 'GB' : unit === 'month' ? '' : unit;
  return columns(
    `  ${what}`,
    `${between(quantity)} ${shownUnit}`.trim(),
    String(unitUsd),
    usd(monthlyUsd.atRest),
    usd(monthlyUsd.atMost),
  );
}

function total(what: string, { atRest, atMost }: Range): string {
  return columns(what, '', '', usd(atRest), usd(atMost));
}

function columns(what: string, quantity: string, price: string, atRest: string, atMost: string): string {
  return [
    what.padEnd(widths.what),
    quantity.padStart(widths.quantity),
    price.padStart(widths.price),
    atRest.padStart(widths.money),
    atMost.padStart(widths.money),
  ]
    .join(' ')
    .trimEnd();
}

function between({ atRest, atMost }: Range): string {
  const number = (value: number): string =>
    value.toLocaleString('en-US', { maximumFractionDigits: value < 1 ? 2 : value < 100 ? 1 : 0 });
  const [least, most] = [number(atRest), number(atMost)];
  return least === most ? least : `${least}-${most}`;
}

function fargateText({ fargate, monthlyUsd, isPreview }: CostEstimate): string {
  if (isPreview) return '';
  if (!fargate) return 'On ECS Fargate: no task is as large as the limits of a pod here.';
  return [
    'The same services on ECS Fargate, without EKS',
    ...fargate.items.filter(({ rate }) => rate === 'fargateVcpu' || rate === 'fargateGb').map(row),
    total('  on ECS Fargate, all in all', fargate.monthlyUsd),
    total('  on EKS, all in all', monthlyUsd.total),
    ...fargateDifferences.map(item),
  ].join('\n');
}

function unpricedText({ unpriced }: CostEstimate): string {
  if (unpriced.length === 0) return '';
  const list = unpriced.map(({ type, count }) => `${type} (${count})`).join(', ');
  return `Not priced, and so not in the sums: ${list}.`;
}

function notesText({ items, extendedSupportUsd, budgetUsd, cluster, monthlyUsd }: CostEstimate): string {
  const { atRest, atMost } = sum([monthlyUsd.cluster, monthlyUsd.stage]);
  const over =
    atRest > budgetUsd ? 'it is above that at rest' : atMost > budgetUsd ? 'it is above that at most' : undefined;
  const notes = [
    ...(over ? [`The budget's alarm of cluster ${cluster} is set to $${usd(budgetUsd)}: ${over}.`] : []),
    `EKS control plane: $${usd(extendedSupportUsd)} a month once its version is out of standard support.`,
    ...items.flatMap(({ what, note }) => (note === undefined ? [] : [`${what}: ${note}.`])),
  ];
  return ['Notes', ...notes.map(item)].join('\n');
}

function freeText({ free }: CostEstimate): string {
  if (free.length === 0) return '';
  const lines = [...Map.groupBy(free, ({ reason }) => reason)].map(
    ([reason, all]) => `${all.map(({ type, count }) => `${type} (${count})`).join(', ')}: ${reason}.`,
  );
  return ['Costs nothing by itself', ...lines.map(item)].join('\n');
}

function assumptionsText({ assumptions }: CostEstimate): string {
  return [
    'Assumptions',
    ...assumptions.map((assumption) => item(`${between(assumption)} ${assumption.unit}: ${assumption.reason}.`)),
  ].join('\n');
}

/** One of a list. */
function item(sentence: string): string {
  return `  - ${sentence}`;
}
