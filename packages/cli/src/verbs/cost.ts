import { UserError } from '@eks-practice/errors/user-error';
import type { Assumptions } from '@eks-practice/costs/assumptions';
import type { StageTemplates } from '@eks-practice/costs/estimate-costs';
import type { PriceList } from '@eks-practice/costs/prices/price-list';
import type { Template } from '@eks-practice/costs/template/template';
import { temporaryFolder } from '@eks-practice/machine/disk/temporary-folder';
import { type EksStage, type Stage, isOnEks } from '@eks-practice/stages/stage';
import { stageNamed } from '@eks-practice/stages/stage-named';
import type { GlobalOptions } from '../options.ts';
import { columnsOf, wrapped } from '../output/wrapped.ts';

export interface CostOptions extends GlobalOptions {
  /** Ask the AWS Price List for the prices. */
  readonly refreshPrices: boolean;
  /** How much traffic is assumed, at rest and at most, instead of what the estimate assumes. */
  readonly requestsPerSecond?: string | undefined;
}

export async function cost({ stage: name, json, refreshPrices, requestsPerSecond }: CostOptions): Promise<void> {
  const stage = requireEks(stageNamed(name));
  const rate = requestsPerSecond === undefined ? undefined : parsedRate(requestsPerSecond);
  const [{ estimateCosts }, { requireTablePrices }, { assumptions }] = await Promise.all([
    import('@eks-practice/costs/estimate-costs'),
    import('@eks-practice/costs/prices/price-list'),
    import('@eks-practice/costs/assumptions'),
  ]);
  // Before the templates: they take seconds, a region without prices is known at once.
  const prices = refreshPrices ? await pricesFromAws(stage) : requireTablePrices(stage.cluster.region);
  const differences = refreshPrices ? await differencesFromTable(prices) : [];
  const assumed = rate === undefined ? assumptions : withRate(assumptions, rate);
  const estimate = estimateCosts(stage, await templatesOf(stage), { prices, assumptions: assumed });
  if (json) {
    console.log(JSON.stringify({ ...estimate, ...(refreshPrices ? { differences } : {}) }, undefined, 2));
    return;
  }
  const { costText } = await import('@eks-practice/costs/text/cost-text');
  console.log(wrapped(costText(estimate), columnsOf(process.stdout)));
  if (refreshPrices) console.log(`\n${differencesText(differences)}`);
}

/** @throws {UserError} `invalid-rate` for anything but a positive number */
export function parsedRate(text: string): number {
  const rate = Number(text);
  if (rate > 0 && Number.isFinite(rate)) return rate;
  throw new UserError(`--requests-per-second ${JSON.stringify(text)} is not a number above 0.`, {
    code: 'invalid-rate',
    remedy: 'Give the average of a month, e.g. --requests-per-second 2.5; without it the estimate assumes one.',
  });
}

function withRate(assumptions: Assumptions, rate: number): Assumptions {
  const { unit } = assumptions.requestsPerSecond;
  const requestsPerSecond = { atRest: rate, atMost: rate, unit, reason: 'given with --requests-per-second' };
  return { ...assumptions, requestsPerSecond };
}

/** @throws {UserError} `costs-nothing` for a stage on this machine */
export function requireEks(stage: Stage): EksStage {
  if (isOnEks(stage)) return stage;
  throw new UserError(`Stage ${stage.name} runs on this machine and costs nothing in AWS.`, {
    code: 'costs-nothing',
    remedy: 'Name a stage on EKS: npx eks-practice cost --stage dev',
  });
}

/** A stage's templates, as a deploy would have them now. */
export async function templatesOf(stage: EksStage): Promise<StageTemplates> {
  const [{ synthesize }, { clusterStackName, workloadsStackName }] = await Promise.all([
    import('@eks-practice/infra/synthesize'),
    import('@eks-practice/infra/names'),
  ]);
  await using folder = await temporaryFolder('cost');
  const assembly = synthesize([stage], { outdir: folder.path });
  const template = (stack: string): Template => assembly.getStackByName(stack).template as Template;
  return {
    cluster: template(clusterStackName(stage.cluster.name)),
    workloads: template(workloadsStackName(stage.name)),
  };
}

async function pricesFromAws({ cluster }: EksStage): Promise<PriceList> {
  const [{ answeredByAws }, { openPriceList, refreshPrices }] = await Promise.all([
    import('@eks-practice/aws/aws-error'),
    import('@eks-practice/costs/prices/refresh-prices'),
  ]);
  return answeredByAws(refreshPrices(openPriceList(), cluster.region));
}

async function differencesFromTable(prices: PriceList): Promise<string[]> {
  const { priceDifferences } = await import('@eks-practice/costs/prices/price-differences');
  return priceDifferences(prices);
}

function differencesText(differences: readonly string[]): string {
  if (differences.length === 0) return 'The table in the repository has the same prices.';
  return ['The table in the repository (packages/costs/src/prices/price-table.ts) differs:', ...differences].join(
    '\n  ',
  );
}
