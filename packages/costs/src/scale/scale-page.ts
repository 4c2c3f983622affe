import { withGeneratedParts } from '@eks-practice/generated-pages/generated-parts';
import { markdownTable } from '@eks-practice/generated-pages/markdown-table';
import { priceTable } from '../prices/price-table.ts';
import { figure } from './figure.ts';
import { limits } from './limits.ts';
import type { Benchmarked, Measured } from './measured.ts';
import { scaleAssumptions } from './scale-assumptions.ts';
import { type MoneyLine, type Sizing, sizingFor } from './sizing.ts';

export const scalePagePath = new URL('../../../../docs/scale.md', import.meta.url);

const rates = [1_000, 100_000, 10_000_000];

interface Figures {
  readonly measured: Measured;
  readonly benchmarked: Benchmarked | undefined;
}

/** The generated parts of docs/scale.md, by their name. */
const sections: Readonly<Record<string, (figures: Figures, sizings: readonly Sizing[]) => string>> = {
  measured: measuredText,
  sizes: (_, sizings) => sizesTable(sizings),
  money: (_, sizings) => moneyTable(sizings),
  benchmarked: benchmarkedText,
  limits: (_, sizings) => limitsTable(sizings),
  assumptions: () => assumptionsTable(),
};

/**
 * The page with its figures made anew; what stands between them is a person's.
 * @throws {RangeError} where the page has lost a marker
 */
export function renderedScalePage(page: string, figures: Figures): string {
  const sizings = rates.map((rate) => sizingFor(rate, figures.measured.cpuMsPerRequest));
  const rendered = Object.entries(sections).map(([name, render]) => [name, render(figures, sizings)]);
  return withGeneratedParts(page, Object.fromEntries(rendered));
}

function measuredText({ measured }: Figures): string {
  const rows = Object.entries(measured.cpuMsPerRequest).map(([name, ms]) => [name, `${figure(ms)} ms`]);
  const when = `Measured ${measured.measuredAt} on ${measured.machine}, Node ${measured.node}, by the calibration of a load run.`;
  return `${when}\n\n${markdownTable(['CPU for one request to `/users`', ':'], rows)}`;
}

function sizesTable(sizings: readonly Sizing[]): string {
  const row = (what: string, value: (sizing: Sizing) => string): string[] => [what, ...sizings.map(value)];
  const services = sizings[0]?.corePods.map(({ service }) => service) ?? [];
  const pods = (of: 'asStated' | 'corePods', by: 'byTarget' | 'byLimit', at: number) => (sizing: Sizing) =>
    figure(sizing[of][at]?.[by] ?? 0);
  const perPods = services.flatMap((service, at) => [
    row(`cores that ${service} uses`, ({ corePods }) => figure(corePods[at]?.cores ?? 0)),
    row(`pods of ${service} as \`model.ts\` has them, by the target`, pods('asStated', 'byTarget', at)),
    row(`pods of ${service} at least, by their CPU limits`, pods('asStated', 'byLimit', at)),
    row(`**pods of ${service} with a core each, by the target**`, pods('corePods', 'byTarget', at)),
  ]);
  return markdownTable(
    ['requests a second', ...rates.map((rate) => `${figure(rate)}:`)],
    [
      ...perPods,
      row(`**nodes, ${scaleAssumptions.nodeType.value}** (pods with a core each)`, ({ nodes }) => figure(nodes)),
      row('NLB units by bytes', ({ networkUnits }) => figure(networkUnits.bytes)),
      row('NLB units by new connections, one a request', ({ networkUnits }) => figure(networkUnits.newConnections)),
      row('ALB units by bytes', ({ applicationUnits }) => figure(applicationUnits.bytes)),
      row('ALB units by new connections, one a request', ({ applicationUnits }) =>
        figure(applicationUnits.newConnections),
      ),
      row('GB through NAT for requests', () => '0'),
      row('k6 runners', ({ runners }) => figure(runners)),
    ],
  );
}

const moneyLines: readonly MoneyLine[] = [
  ...(['nodes', 'CPU credits', 'load balancer', 'between zones', 'to the internet', 'control plane and NAT'] as const),
];

function moneyTable(sizings: readonly Sizing[]): string {
  const usd = (amount: number): string => Math.round(amount).toLocaleString('en');
  const rows = moneyLines.map((line) => [line, ...sizings.map(({ monthlyUsd }) => usd(monthlyUsd[line]))]);
  const total = sizings.map((sizing) => `**${usd(totalUsd(sizing))}**`);
  const heading = `US dollars a month, list prices of ${priceTable.asOf}, ${scaleAssumptions.region.value}`;
  return markdownTable([heading, ...rates.map((rate) => `${figure(rate)}/s:`)], [...rows, ['**all**', ...total]]);
}

export function totalUsd({ monthlyUsd }: Sizing): number {
  return Object.values(monthlyUsd).reduce((sum, amount) => sum + amount, 0);
}

/** What the benchmark's figure would make of it: kept connections, full load, nothing of what pods use at rest. */
function benchmarkedText({ benchmarked, measured }: Figures): string {
  if (!benchmarked) return 'Not measured yet: `npx nx run loadtests:benchmark -- --only requests`.';
  const all = Object.values(measured.cpuMsPerRequest).reduce((sum, ms) => sum + ms, 0);
  const share = benchmarked.cpuMsPerRequest / all;
  const lower = Object.fromEntries(Object.entries(measured.cpuMsPerRequest).map(([name, ms]) => [name, ms * share]));
  const rows = rates.map((rate) => {
    const { nodes, corePods } = sizingFor(rate, lower);
    return [`${figure(rate)}/s`, ...corePods.map(({ byTarget }) => figure(byTarget)), figure(nodes)];
  });
  const names = Object.keys(measured.cpuMsPerRequest).map((name) => `pods of ${name}:`);
  return (
    `Measured ${benchmarked.measuredAt}: ${figure(benchmarked.cpuMsPerRequest)} ms for both services together, ` +
    `${figure(100 * share)} % of the above.\n\n${markdownTable(['', ...names, 'nodes:'], rows)}`
  );
}

function limitsTable(sizings: readonly Sizing[]): string {
  const rows = limits.map(({ bound = Infinity, lift, most, source, used, what }) => {
    const from = source.startsWith('http') ? `[source](${source})` : `\`${source}\``;
    const inUse = sizings
      .map((sizing) => used(sizing))
      .map((count) => (count > bound ? `**${figure(count)}**` : figure(count)));
    return [what, `${most} (${from})`, ...inUse, lift];
  });
  return markdownTable(['what', 'at most', ...rates.map((rate) => `${figure(rate)}/s`), 'how it is lifted'], rows);
}

function assumptionsTable(): string {
  const rows = Object.entries(scaleAssumptions).map(([name, { reason, value }]) => [
    `\`${name}\``,
    String(value),
    reason,
  ]);
  return markdownTable(['assumption', '', 'why'], rows);
}
