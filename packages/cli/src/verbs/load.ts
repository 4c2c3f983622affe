import { UserError } from '@eks-practice/errors/user-error';
import { stageNamed } from '@eks-practice/stages/stage-named';
import { localTarget } from '../local-target.ts';
import type { GlobalOptions } from '../options.ts';
import { printHeader } from '../output/header.ts';
import { runLoad } from '../run-load.ts';

export async function load({ stage: name, json, scenario }: GlobalOptions & { scenario: string }): Promise<void> {
  const stage = stageNamed(name);
  const target = localTarget(stage);
  const checked = scenarioNamed(scenario);
  const state = await target.cluster.state();
  if (state !== 'running') {
    throw new UserError(`The cluster of stage ${name} is ${state}, so there is nothing to put under load.`, {
      code: 'cluster-not-running',
      remedy: `Run: npx eks-practice deploy --stage ${name}`,
    });
  }
  if (!json) printHeader(stage);
  const directory = await runLoad(checked, stage, target, { json });
  if (!json) console.log(`\n  report  ${directory}/report.html`);
}

/** @throws {UserError} `unknown-scenario` */
export function scenarioNamed(name: string): 'smoke' | 'load' {
  if (name === 'smoke' || name === 'load') return name;
  throw new UserError(`There is no scenario "${name}".`, {
    code: 'unknown-scenario',
    remedy: 'Choose one of: smoke, load.',
  });
}
