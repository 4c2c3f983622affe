import { UserError } from '@eks-practice/errors/user-error';
import type { UpgradeFacts } from './upgrade-facts.ts';

/** One thing that was looked at before an upgrade. */
export interface UpgradeCheck {
  readonly title: string;
  /** A warning does not keep anybody from the upgrade. */
  readonly verdict: 'ok' | 'warning' | 'refused';
  readonly detail: string;
  /** What to do, unless it is in order. */
  readonly remedy?: string;
}

/** How an upgrade stands to the version that stages have: nothing to do, or the one step. */
export type UpgradeStep = 'none' | 'one';

/**
 * An upgrade takes a control plane one minor version on, and nothing takes it back.
 * @throws {UserError} `upgrade-skips` or `upgrade-backwards`
 */
export function upgradeStep(cluster: string, from: string, to: string): UpgradeStep {
  const distance = minorOf(to) - minorOf(from);
  if (distance === 0 || distance === 1) return distance === 0 ? 'none' : 'one';
  const file = 'packages/stages/src/kubernetes-version.ts';
  if (distance < 0) {
    throw new UserError(`Cluster ${cluster} runs Kubernetes ${from}, and ${file} says ${to}: there is no way back.`, {
      code: 'upgrade-backwards',
      remedy: `Set kubernetesMinor in ${file} to ${from}, or make a new cluster of ${to}.`,
    });
  }
  const next = `1.${minorOf(from) + 1}`;
  throw new UserError(
    `Cluster ${cluster} runs Kubernetes ${from}, and ${file} says ${to}: EKS goes one minor version at a time.`,
    {
      code: 'upgrade-skips',
      remedy: `Set kubernetesMinor in ${file} to ${next}, upgrade, and go on from there.`,
    },
  );
}

/** What is to be in order before a control plane goes on to a version. */
export function upgradeChecks(facts: UpgradeFacts, to: string): UpgradeCheck[] {
  return [
    activeCheck(facts),
    nodesCheck(facts),
    insightsCheck(facts, to),
    addOnsCheck(facts, to),
    kubectlCheck(facts, to),
  ];
}

function activeCheck({ status }: UpgradeFacts): UpgradeCheck {
  return check('The cluster is active', status === 'ACTIVE' ? [] : [`it is ${status}`], {
    remedy: 'Wait until what is under way has ended.',
  });
}

/** Source: EKS' user guide, "Update existing cluster to new Kubernetes version": nodes first come to the control plane's version. */
function nodesCheck({ cluster, version, nodeGroups }: UpgradeFacts): UpgradeCheck {
  const faults = nodeGroups
    .filter((group) => group.version !== version || group.status !== 'ACTIVE')
    .map((group) => `${group.name} is ${group.status}, of Kubernetes ${group.version}`);
  return check(`The nodes run ${version} as the control plane does`, faults, {
    remedy: `Bring them on: aws eks update-nodegroup-version --cluster-name ${cluster} --nodegroup-name <name>`,
  });
}

function insightsCheck({ cluster, insights }: UpgradeFacts, to: string): UpgradeCheck {
  const title = `EKS finds nothing in the cluster that ${to} no longer has`;
  const told = (status: string): string[] =>
    insights
      .filter((insight) => insight.status === status)
      .map(({ name, recommendation }) => `${name}${recommendation && ` (${recommendation})`}`);
  const remedy = `See what uses it: aws eks list-insights --cluster-name ${cluster}`;
  const errors = told('ERROR');
  if (errors.length > 0) return check(title, errors, { remedy });
  if (insights.length === 0) {
    return { title, verdict: 'warning', detail: 'EKS has no findings yet', remedy: `${remedy} (it looks once a day)` };
  }
  return check(title, [...told('WARNING'), ...told('UNKNOWN')], { remedy, verdict: 'warning' });
}

function addOnsCheck({ addOns }: UpgradeFacts, to: string): UpgradeCheck {
  const faults = addOns.filter(({ fits }) => !fits).map(({ name, version }) => `${name} ${version} is not for ${to}`);
  return check(`Every add-on's pinned version is one for ${to}`, faults, {
    remedy:
      'Pin one of those that this names, in infra/src/cluster/add-on-versions.ts: aws eks describe-addon-versions ' +
      `--kubernetes-version ${to} --addon-name <name>`,
  });
}

/** Source: Kubernetes' version skew policy: kubectl is within one minor version of the API server, either way. */
function kubectlCheck({ kubectlVersion, version }: UpgradeFacts, to: string): UpgradeCheck {
  const title = `The kubectl that applies objects is within one minor version of ${version} and of ${to}`;
  const remedy = `Take @aws-cdk/lambda-layer-kubectl-v${minorOf(to)} in infra.`;
  if (kubectlVersion === undefined) return { title, verdict: 'warning', detail: 'its version is not told', remedy };
  const near = [version, to].every((minor) => Math.abs(minorOf(minor) - minorOf(kubectlVersion)) <= 1);
  return check(title, near ? [] : [`it is ${kubectlVersion}`], { remedy });
}

function check(
  title: string,
  faults: readonly string[],
  { remedy, verdict = 'refused' }: { readonly remedy: string; readonly verdict?: 'refused' | 'warning' },
): UpgradeCheck {
  if (faults.length === 0) return { title, verdict: 'ok', detail: 'yes' };
  return { title, verdict, detail: faults.join('; '), remedy };
}

function minorOf(version: string): number {
  return Number(version.split('.')[1]);
}
