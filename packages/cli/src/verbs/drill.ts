import { UserError } from '@eks-practice/errors/user-error';
import type { Drill } from '@eks-practice/drills/drill';
import { verdictOf } from '@eks-practice/drills/drill-run';
import { drillNamed, drills } from '@eks-practice/drills/drills';
import { recordRun, writePage } from '@eks-practice/drills/record-run';
import { exitCode } from '@eks-practice/loadtests/exit-code';
import { type Stage, isOnEks } from '@eks-practice/stages/stage';
import { stageNamed } from '@eks-practice/stages/stage-named';
import { commandLine } from '../command-line.ts';
import { carryOut } from '../drill-stage.ts';
import { LocalPlace } from '../place/local-place.ts';
import type { GlobalOptions } from '../options.ts';
import { drillListText } from '../output/drills.ts';
import { announce } from '../output/header.ts';
import { requireRunning } from '../place/running-cluster.ts';

export interface DrillOptions extends GlobalOptions {
  readonly all: boolean;
  readonly list: boolean;
  /** Put the results into the documentation. */
  readonly record: boolean;
}

export async function drill(name: string | undefined, options: DrillOptions): Promise<void> {
  const { all, json, list, record, stage: stageName } = options;
  if (list) {
    if (record) await writePage();
    console.log(json ? JSON.stringify(drills, undefined, 2) : drillListText(drills));
    return;
  }
  const chosen = chosenDrills(name, all);
  const stage = requireLocal(stageNamed(stageName));
  const place = new LocalPlace(stage);
  await requireRunning(place, 'drill');
  await announce(place, { json });
  const goOn = commandLine(`drill ${name ?? '--all'}`, stageName);
  const { run, directory } = await carryOut(chosen, place, { json, goOn, ...(record ? { record: recordRun } : {}) });
  process.exitCode = exitCode(verdictOf(run.drills));
  console.log(json ? JSON.stringify(run, undefined, 2) : `\n  results  ${directory}/results.json`);
}

/** @throws {UserError} `no-drill` unless it is clear which are meant, and `unknown-drill` */
export function chosenDrills(name: string | undefined, all: boolean): readonly Drill[] {
  if (all && name === undefined) return drills;
  if (name !== undefined && !all) return [drillNamed(name)];
  const problem = all ? `Both --all and the drill ${name} are asked for.` : 'No drill is named.';
  throw new UserError(problem, {
    code: 'no-drill',
    remedy: 'Name one that `npx eks-practice drill --list` shows, or give --all.',
  });
}

/** @throws {UserError} `drill-not-local` */
export function requireLocal(stage: Stage): Stage {
  if (!isOnEks(stage)) return stage;
  throw new UserError(`Stage ${stage.name} is on EKS; a drill breaks things on purpose, and only on this machine.`, {
    code: 'drill-not-local',
    remedy: 'Choose a stage whose cluster is of kind local in packages/stages/src/stages.ts: --stage local',
  });
}
