import { didYouMean } from '@eks-practice/errors/did-you-mean';
import { UserError } from '@eks-practice/errors/user-error';
import { stageNamed } from '@eks-practice/stages/stage-named';
import { commandLine } from '../command-line.ts';
import { onCluster } from '../on-cluster.ts';
import type { GlobalOptions } from '../options.ts';
import { announce } from '../output/header.ts';
import { placeOf } from '../place.ts';
import { runLoad } from '../run-load.ts';
import { requireRunning } from '../running-cluster.ts';

export interface LoadOptions extends GlobalOptions {
  readonly scenario: string;
  /**
   * The public service that the load is sent to.
   * @default - the first one
   */
  readonly service?: string;
}

export async function load({ stage: name, json, scenario, service }: LoadOptions): Promise<void> {
  const place = await placeOf(stageNamed(name));
  const checked = scenarioNamed(scenario);
  await requireRunning(place, 'put under load');
  await announce(place, { json });
  const goOn = commandLine(`load --scenario ${checked}`, name);
  const directory = await onCluster('load', place.held, (signal) =>
    runLoad(checked, place, { json, signal, goOn, ...(service === undefined ? {} : { service }) }),
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
