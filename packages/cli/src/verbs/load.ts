import { relative } from 'node:path';
import { requirePublic } from '@eks-practice/loadtests/check-target';
import { findSeries } from '@eks-practice/loadtests/compare/find-series';
import { stageNamed } from '@eks-practice/stages/stage-named';
import { commandLine } from '../command-line.ts';
import { compareRecorded } from '../load/compare-recorded.ts';
import { type LoadPlan, type LoadWishes, loadPlan } from '../load/load-plan.ts';
import { onCluster } from '../lock/on-cluster.ts';
import type { GlobalOptions } from '../options.ts';
import { announce } from '../output/header.ts';
import { placeOf } from '../place/place.ts';
import { resultsDirectory, runLoad } from '../load/run-load.ts';
import { runLoadSeries } from '../load/run-load-series.ts';
import { requireRunning } from '../place/running-cluster.ts';

export interface LoadOptions extends GlobalOptions, LoadWishes {
  /**
   * The public service that the load is sent to.
   * @default - the first one
   */
  readonly service?: string;
}

export async function load({ stage: name, json, service, ...wishes }: LoadOptions): Promise<void> {
  const plan = loadPlan(wishes);
  if (plan.kind === 'comparison') return compareRecorded(plan, json);
  // What is wrong with the command is said before what is wrong with the cluster.
  if (service !== undefined) requirePublic(service);
  if (plan.kind === 'series' && plan.compare !== undefined) await findSeries(resultsDirectory, plan.compare);
  const place = await placeOf(stageNamed(name));
  await requireRunning(place, 'put under load');
  await announce(place, { json });
  const goOn = commandLine(`load${optionsOf(plan)}`, name);
  const directory = await onCluster('load', place.held, (signal) => {
    const options = { json, signal, goOn, ...(service === undefined ? {} : { service }) };
    return plan.kind === 'series'
      ? runLoadSeries(plan, place, options)
      : runLoad(plan.scenario, place, { ...options, plan });
  });
  if (json) return;
  const page = plan.kind === 'series' ? 'series.html' : 'report.html';
  console.log(`\n  report  ${directory}/${page}\n  trend   ${relative(process.cwd(), resultsDirectory)}/trend.html`);
}

/** The options that make the same plan again. */
function optionsOf(plan: Exclude<LoadPlan, { kind: 'comparison' }>): string {
  const quick = plan.quick ? ' --quick' : '';
  if (plan.kind === 'series') {
    return `${quick} --runs ${plan.runs}${plan.compare === undefined ? '' : ` --compare ${plan.compare}`}`;
  }
  const duration = plan.soakSeconds === undefined ? '' : ` --duration ${plan.soakSeconds}s`;
  const runners = plan.runners === undefined ? '' : ` --runners ${plan.runners}`;
  return ` --scenario ${plan.scenario}${quick}${duration}${runners}`;
}
