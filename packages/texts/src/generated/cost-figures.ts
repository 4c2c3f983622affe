import { markdownTable } from '@eks-practice/generated-pages/markdown-table';
import { toolOutput } from './tool-output.ts';

interface Range {
  readonly atRest: number;
  readonly atMost: number;
}

/** Of `npx eks-practice cost --json`, what the figures are made of. */
export interface Estimate {
  readonly region: string;
  readonly prices: { readonly asOf: string };
  readonly items: readonly { readonly what: string; readonly monthlyUsd: Range }[];
  readonly monthlyUsd: { readonly total: Range };
  readonly fargate?: { readonly monthlyUsd: Range };
}

/** The largest parts of the sum, each by what the estimate's own lines are called. */
const parts: readonly (readonly [string, RegExp])[] = [
  ['the control plane, before a single pod', /^EKS control plane$/],
  ['the nodes, with their disks and CPU credits', /nodes|above the baseline/],
  ['the way out: NAT gateway, its address, its data', /NAT/],
  ['the load balancer and its addresses', /load balancer|balancers/],
];

/** What the stage `dev` costs a month, in round figures, and the same services on Fargate. */
export async function costFigures(): Promise<string> {
  return figuresOf(JSON.parse(await toolOutput(['cost', '--stage', 'dev', '--json'])) as Estimate);
}

export function figuresOf({ region, prices, items, monthlyUsd, fargate }: Estimate): string {
  const sums = parts.map(([what, pattern]) => [what, sumOf(items.filter((item) => pattern.test(item.what)))] as const);
  const rest = items.filter(({ what }) => !parts.some(([, pattern]) => pattern.test(what)));
  const rows = [...sums, ['logs, images, data', sumOf(rest)] as const].map(([what, range]) =>
    row(what, range, dollars),
  );
  // Rounded further, so that one service more or less does not make another figure of it.
  const total = row('**all of it**', monthlyUsd.total, tens);
  const elsewhere = fargate ? [row('the same services on ECS Fargate', fargate.monthlyUsd, tens)] : [];
  return [
    markdownTable(['US dollars a month', 'at rest:', 'at most:'], [...rows, total, ...elsewhere]),
    `List prices of ${prices.asOf} in ${region}, without tax.`,
  ].join('\n\n');
}

function sumOf(items: Estimate['items']): Range {
  const sum = (of: keyof Range): number => items.reduce((all, { monthlyUsd }) => all + monthlyUsd[of], 0);
  return { atRest: sum('atRest'), atMost: sum('atMost') };
}

function row(what: string, { atRest, atMost }: Range, rounded: (usd: number) => string): string[] {
  return [what, rounded(atRest), rounded(atMost)];
}

const dollars = (usd: number): string => String(Math.round(usd));
const tens = (usd: number): string => String(Math.round(usd / 10) * 10);
