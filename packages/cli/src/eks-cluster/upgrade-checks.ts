import { clusterAccess } from '@eks-practice/aws/cluster/cluster-access';
import type { AwsSession } from '@eks-practice/aws/session';
import type { UpgradeCheck } from '@eks-practice/aws/cluster/upgrade-checks';
import { UserError } from '@eks-practice/errors/user-error';
import type { EksCluster, Named } from '@eks-practice/stages/stage';
import type { V1PodDisruptionBudget } from '@kubernetes/client-node';
import { answered } from '../kubernetes/client.ts';
import { clientTo } from './reach.ts';

/** Whether the cluster's disruption budgets would let its nodes be replaced; a warning where the cluster cannot be asked. */
export async function budgetsCheck(cluster: Named<EksCluster>, session: AwsSession): Promise<UpgradeCheck> {
  try {
    const { objects } = await clientTo(session, await clusterAccess(session, cluster));
    const { items } = await answered(objects.list<V1PodDisruptionBudget>('policy/v1', 'PodDisruptionBudget'));
    return disruptionCheck(items);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const detail = `not known: ${error.message}`;
    return { title: budgetsTitle, verdict: 'warning', detail, remedy: 'Look with: kubectl get pdb --all-namespaces' };
  }
}

const budgetsTitle = 'Every pod may be moved off a node that is replaced';

/** A node is drained before it goes; a budget that allows no disruption keeps the drain, and so the upgrade, from its end. */
export function disruptionCheck(budgets: readonly V1PodDisruptionBudget[]): UpgradeCheck {
  const blocking = budgets
    .filter(({ status: { expectedPods = 0, disruptionsAllowed } = {} }) => expectedPods > 0 && disruptionsAllowed === 0)
    .map(({ metadata }) => `${metadata?.namespace}/${metadata?.name} allows no disruption now`);
  if (blocking.length === 0) return { title: budgetsTitle, verdict: 'ok', detail: 'yes' };
  const remedy = 'Let its pods become ready, or have more of them: kubectl get pdb --all-namespaces';
  return { title: budgetsTitle, verdict: 'refused', detail: blocking.join('; '), remedy };
}

const signs = { ok: '✔', warning: '!', refused: '✖' } as const;

/** The list as a person reads it. */
export function checklist(checks: readonly UpgradeCheck[]): string {
  return checks
    .flatMap(({ title, verdict, detail, remedy }) => [
      `  ${signs[verdict]} ${title}: ${detail}`,
      ...(remedy === undefined ? [] : [`    ${remedy}`]),
    ])
    .join('\n');
}

/** @throws {UserError} `upgrade-refused`, with what is not in order */
export function refuseUpgrade(cluster: string, checks: readonly UpgradeCheck[]): void {
  const refused = checks.filter(({ verdict }) => verdict === 'refused');
  if (refused.length === 0) return;
  throw new UserError(`Cluster ${cluster} is not ready for the upgrade:\n${checklist(refused)}`, {
    code: 'upgrade-refused',
    remedy: 'Nothing has been changed. Put that in order and run the same command again.',
  });
}
