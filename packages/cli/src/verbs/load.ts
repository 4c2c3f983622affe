import { didYouMean } from '@eks-practice/errors/did-you-mean';
import { UserError } from '@eks-practice/errors/user-error';
import { stageNamed } from '@eks-practice/stages/stage-named';
import { localTarget } from '../local-target.ts';
import type { GlobalOptions } from '../options.ts';
import { onCluster } from '../on-cluster.ts';
import { printHeader } from '../output/header.ts';
import { runLoad } from '../run-load.ts';
import { requireRunningCluster } from '../running-cluster.ts';

export interface LoadOptions extends GlobalOptions {
  readonly scenario: string;
  /**
   * The public service that the load is sent to.
   * @default - the first one
   */
  readonly service?: string;
}

export async function load({ stage: name, json, scenario, service }: LoadOptions): Promise<void> {
  const stage = stageNamed(name);
  const target = localTarget(stage);
  const checked = scenarioNamed(scenario);
  await requireRunningCluster(stage, target, 'put under load');
  if (!json) printHeader(stage);
  const directory = await onCluster('load', target, (signal) =>
    runLoad(checked, stage, target, { json, signal, ...(service === undefined ? {} : { service }) }),
  );
  if (!json) console.log(`\n  report  ${directory}/report.html`);
}

/** @throws {UserError} `unknown-scenario` */
export function scenarioNamed(name: string): 'smoke' | 'load' {
  if (name === 'smoke' || name === 'load') return name;
  throw new UserError(`There is no scenario "${name}".${didYouMean(name, ['smoke', 'load'])}`, {
    code: 'unknown-scenario',
    remedy: 'Choose one of: smoke, load.',
  });
}
