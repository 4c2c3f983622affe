import { previewNumber } from '@eks-practice/stages/preview-stage';
import type { EksStage } from '@eks-practice/stages/stage';
import { type Assumption, type Assumptions, assumptions as defaultAssumptions } from './assumptions.ts';
import { clusterLines } from './lines/cluster-lines.ts';
import type { CostLine } from './lines/cost-line.ts';
import { fargateLines } from './fargate.ts';
import { type Free, type Unpriced, freeIn, unpricedIn } from './template/known-resources.ts';
import { networkOf } from './template/network.ts';
import { type PriceList, requireTablePrices } from './prices/price-list.ts';
import { rates } from './prices/rates.ts';
import { type Range, product, sum } from './range.ts';
import { stageLines } from './lines/stage-lines.ts';
import type { Template } from './template/template.ts';

/** A line with its price. */
export interface CostItem extends CostLine {
  /** What one of the quantity is: `hour`, `GB`, `GB-month`, `month`. */
  readonly unit: string;
  /** US dollars for one. */
  readonly unitUsd: number;
  readonly monthlyUsd: Range;
}

/** What a stage costs a month, in US dollars: at rest the whole month, and at most the whole month. */
export interface CostEstimate {
  readonly stage: string;
  readonly cluster: string;
  readonly region: string;
  /** Whether it is the stage of a pull request, in a cluster that is there for another stage. */
  readonly isPreview: boolean;
  readonly prices: Pick<PriceList, 'asOf' | 'source'>;
  readonly items: readonly CostItem[];
  readonly monthlyUsd: {
    /** The cluster's part, which its stages share. */
    readonly cluster: Range;
    readonly stage: Range;
    /** Both; of a pull request's stage its own part alone. */
    readonly total: Range;
  };
  /** The sum that the cluster's budget alarm is set to. */
  readonly budgetUsd: number;
  /** What the control plane costs a month once its Kubernetes version is out of standard support. */
  readonly extendedSupportUsd: number;
  /** For how many hours a stage with a time to live stays, and what its part costs in them. */
  readonly lifetime?: { readonly hours: number; readonly usd: Range };
  /** The same services on ECS Fargate; not for a preview, nor where a pod is too large for it. */
  readonly fargate?: { readonly items: readonly CostItem[]; readonly monthlyUsd: Range };
  /** What is in the templates and costs nothing by itself. */
  readonly free: readonly Free[];
  /** What is in the templates and not in the sums. */
  readonly unpriced: readonly Unpriced[];
  readonly assumptions: readonly (Assumption & { readonly name: string })[];
}

/** A stage's templates, as they are synthesized or as they are deployed. */
export interface StageTemplates {
  readonly cluster?: Template | undefined;
  readonly workloads?: Template | undefined;
}

export interface EstimateOptions {
  /** @default - the price table of the repository */
  readonly prices?: PriceList;
  /** @default assumptions */
  readonly assumptions?: Assumptions;
}

/**
 * What a stage costs a month, from its templates, a price list and the assumptions that no template can replace.
 * @throws {UserError} `no-prices` for a region of which the repository has none, unless prices are given
 */
export function estimateCosts(stage: EksStage, templates: StageTemplates, options: EstimateOptions = {}): CostEstimate {
  const { cluster } = stage;
  const { prices = requireTablePrices(cluster.region), assumptions = defaultAssumptions } = options;
  const { zones } = networkOf(templates.cluster, cluster);
  const shared = clusterLines(templates.cluster, cluster, assumptions);
  const own = stageLines(templates.workloads, stage, zones, assumptions);
  const price = (line: CostLine): CostItem => priced(line, prices);
  const items = [...shared, ...own].filter(({ quantity }) => quantity.atMost > 0).map(price);
  const partUsd = (part: string): Range =>
    sum(items.filter((item) => item.part === part).map((item) => item.monthlyUsd));
  const parts = { cluster: partUsd('cluster'), stage: partUsd('stage') };
  const controlPlane = items.find(({ rate }) => rate === 'eksCluster');
  const isPreview = previewNumber(stage.name) !== undefined;
  const tasks = isPreview ? undefined : fargateLines(stage)?.map(price);
  const onFargate = tasks && [...tasks, ...items.filter((item) => item.onFargate)];
  const { timeToLiveHours } = stage;
  return {
    stage: stage.name,
    cluster: cluster.name,
    region: cluster.region,
    isPreview,
    prices: { asOf: prices.asOf, source: prices.source },
    items,
    monthlyUsd: { ...parts, total: isPreview ? parts.stage : sum([parts.cluster, parts.stage]) },
    budgetUsd: cluster.monthlyBudgetUsd,
    extendedSupportUsd: (controlPlane?.quantity.atRest ?? 0) * prices.usd.eksExtendedSupport,
    ...(timeToLiveHours === undefined
      ? {}
      : {
          lifetime: {
            hours: timeToLiveHours,
            usd: product(parts.stage, timeToLiveHours / assumptions.hoursPerMonth.atRest),
          },
        }),
    ...(onFargate ? { fargate: { items: onFargate, monthlyUsd: sum(onFargate.map((item) => item.monthlyUsd)) } } : {}),
    free: freeIn([templates.cluster, templates.workloads]),
    unpriced: unpricedIn([templates.cluster, templates.workloads], cluster),
    assumptions: Object.entries(assumptions).map(([name, assumption]) => ({ name, ...assumption })),
  };
}

function priced(line: CostLine, { usd }: PriceList): CostItem {
  const unitUsd = usd[line.rate];
  return { ...line, unit: rates[line.rate].unit, unitUsd, monthlyUsd: product(line.quantity, unitUsd) };
}
