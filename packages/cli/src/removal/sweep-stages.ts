import { type DeployedStage, deployedStages } from '@eks-practice/aws/removal/deployed-stages';
import { type AwsSession, clusterSession } from '@eks-practice/aws/session';
import { UserError } from '@eks-practice/errors/user-error';
import { silent } from '@eks-practice/machine/progress';
import type { App, EksCluster, Named } from '@eks-practice/stages/stage';
import { withClusterLock } from '../lock/cluster-lock.ts';
import { heldEksStage } from '../lock/held.ts';
import type { JsonOption } from '../options.ts';
import { errorText } from '../output/print-error.ts';
import { table } from '../output/table.ts';
import { untilStopSignal } from '../stopping/stop-signal.ts';
import { knownStage } from './remove-target.ts';
import { planStageRemoval, removePlanned } from './remove-stage.ts';

export interface SweepOptions extends JsonOption {
  /** Only list them. */
  readonly dryRun: boolean;
}

/** What is to be done with a deployed stage, and why. */
export type Verdict = 'expired' | 'stays' | 'protected' | 'busy';

export interface Judged extends DeployedStage {
  readonly verdict: Verdict;
  /** Whether stages.ts no longer puts it into this cluster. */
  readonly orphaned: boolean;
}

/** How a removal went; `failed` has the reason beside it. */
export interface Swept {
  readonly stage: string;
  readonly outcome: 'removed' | 'failed';
  readonly reason?: string;
}

/**
 * Only a stage whose stack carries a time to live is ever swept, and none that stages.ts protects.
 * @param app default: the one of stages.ts
 */
export function judge(deployed: readonly DeployedStage[], cluster: string, now: Date, app?: App): Judged[] {
  return deployed.map((stage) => {
    const found = knownStage(stage.stage, app);
    const known = found instanceof UserError ? undefined : found;
    return { ...stage, verdict: verdictOn(stage, known, now), orphaned: known?.cluster.name !== cluster };
  });
}

function verdictOn({ expires, status }: DeployedStage, known: { protected: boolean } | undefined, now: Date): Verdict {
  if (!expires || expires > now) return 'stays';
  if (known?.protected) return 'protected';
  // Being deployed, it begins a new life; being deleted, the removal waits for that.
  return status.endsWith('_IN_PROGRESS') && status !== 'DELETE_IN_PROGRESS' ? 'busy' : 'expired';
}

/** Removes the stages of a cluster whose time to live is over; one that fails does not keep the others. */
export async function sweepStages(cluster: Named<EksCluster>, { json, dryRun }: SweepOptions): Promise<void> {
  const session = await clusterSession(cluster);
  const judged = judge(await deployedStages(session, cluster.name), cluster.name, new Date());
  if (!json) console.log(sweepText(cluster.name, judged));
  const swept = dryRun ? [] : await removeExpired(session, cluster, judged, json);
  if (json) console.log(JSON.stringify({ cluster: cluster.name, stages: judged, swept }));
  else if (!dryRun) console.log(sweptText(swept));
  if (swept.some(({ outcome }) => outcome === 'failed')) process.exitCode = 1;
}

async function removeExpired(
  session: AwsSession,
  cluster: Named<EksCluster>,
  judged: readonly Judged[],
  quiet: boolean,
): Promise<Swept[]> {
  const signal = untilStopSignal();
  const goOn = `npx eks-practice cluster sweep ${cluster.name}`;
  const swept: Swept[] = [];
  for (const { stage: name } of judged.filter(({ verdict }) => verdict === 'expired')) {
    if (!quiet) console.log(`\n${name}`);
    const lock = { ...heldEksStage(name, cluster), verb: 'sweep', progress: silent, signal };
    try {
      await withClusterLock(lock, async () =>
        removePlanned(await planStageRemoval(session, { name, cluster }), { quiet, signal, goOn }),
      );
      swept.push({ stage: name, outcome: 'removed' });
    } catch (error) {
      if (signal.aborted) throw error;
      swept.push({ stage: name, outcome: 'failed', reason: errorText(error) });
    }
  }
  return swept;
}

export function sweepText(cluster: string, judged: readonly Judged[]): string {
  if (judged.length === 0) return `The cluster ${cluster} has no stages.`;
  const rows = judged.map(({ stage, status, lastDeployed, expires, verdict }) => [
    ...[stage, status, minute(lastDeployed), expires ? minute(expires) : 'never'],
    verdict,
  ]);
  const orphans = judged.filter(({ orphaned }) => orphaned);
  return [
    table([['STAGE', 'STACK', 'LAST DEPLOYED', 'ENDS', 'VERDICT'], ...rows]),
    ...orphans.map(
      ({ stage }) =>
        `! ${stage} is deployed, but stages.ts does not have it in this cluster. If nobody needs it:\n` +
        `    npx eks-practice remove --stage ${stage} --cluster ${cluster}`,
    ),
  ].join('\n');
}

function minute(date: Date): string {
  return `${date.toISOString().slice(0, 16).replace('T', ' ')}Z`;
}

function sweptText(swept: readonly Swept[]): string {
  if (swept.length === 0) return '\nNo stage has come to its end.';
  return `\n${swept.map(({ stage, outcome, reason }) => `${outcome}: ${stage}${reason ? `\n  ${reason}` : ''}`).join('\n')}`;
}
