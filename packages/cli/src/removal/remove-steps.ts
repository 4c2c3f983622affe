import { removeDanglingInterfaces } from '@eks-practice/aws/removal/dangling-interfaces';
import { leftovers } from '@eks-practice/aws/removal/leftovers';
import { removeLoadBalancers } from '@eks-practice/aws/removal/remove-load-balancers';
import { destroyStack } from '@eks-practice/aws/stack/destroy-stack';
import { UserError } from '@eks-practice/errors/user-error';
import type { Progress } from '@eks-practice/machine/progress';
import { type KubernetesClient, answered } from '../kubernetes/client.ts';
import type { Step } from '../output/steps.ts';
import { eksClient } from '../eks-cluster/reach.ts';
import { removeEntrances } from './remove-entrances.ts';
import { type PricedLeftover, priced } from './remove-leftovers.ts';
import type { RemovalPlan } from './remove-plan.ts';

export interface RemovalStepsOptions {
  readonly plan: RemovalPlan;
  readonly signal: AbortSignal;
  /** Told at the end what is left. */
  readonly onLeftovers: (leftovers: PricedLeftover[]) => void;
  /** @default - of the plan's cluster */
  readonly connect?: () => Promise<Pick<KubernetesClient, 'objects'>>;
}

const goesOn = 'Running the same command again goes on from there.';

/** Each step can be done again: what is gone already is passed over. */
export function removalSteps(options: RemovalStepsOptions): Step[] {
  const { plan, signal, onLeftovers } = options;
  const { session, scope, look } = plan;
  return [
    {
      title: 'Services and Ingresses',
      leaves: `Some of them are gone, so the public services may not be reachable. ${goesOn}`,
      run: (progress) => freeEntrances(options, progress),
    },
    {
      title: 'Load balancers',
      leaves: `AWS goes on deleting those that it was told to. ${goesOn}`,
      run: async (progress) => {
        const before = await removeLoadBalancers(session, look, { progress, signal });
        return before === 0 ? 'none is left' : 'gone, with their network interfaces';
      },
    },
    {
      title: 'Stack',
      leaves: `CloudFormation goes on deleting the stack ${plan.stackName} by itself. ${goesOn}`,
      run: (progress) => deleteStack(options, progress),
    },
    {
      title: 'Leftovers',
      leaves: 'All is removed; only that nothing else is left has not been seen yet.',
      run: async () => {
        const left = await leftovers(session, { scope, look, stackId: plan.stack?.id });
        onLeftovers(priced(left, session.region));
        return left.length === 0 ? 'none' : `${left.length}`;
      },
    },
  ];
}

async function freeEntrances(
  { plan, signal, connect }: RemovalStepsOptions,
  progress: Progress,
): Promise<string | undefined> {
  const { session, cluster, scope } = plan;
  if (!plan.clusterAnswers) return `passed over: the cluster ${cluster.name} is gone`;
  try {
    const client = await (connect ?? (() => eksClient(session, cluster)))();
    const count = await answered(removeEntrances(client, { progress, signal }, scope.stage));
    return count === 0 ? 'none is left' : `${count} gone`;
  } catch (error) {
    if (!(error instanceof UserError) || error.code !== 'kubernetes-unreachable') throw error;
    // While there is a controller it makes load balancers anew, so nothing may be deleted behind its back.
    throw new UserError(`${error.message} Nothing was removed.`, {
      code: error.code,
      remedy: `Only from addresses in \`apiAllowedCidrs\` of cluster ${cluster.name} in packages/stages/src/stages.ts can it be asked. Add this machine's, deploy the cluster, and remove again.`,
      cause: error,
    });
  }
}

async function deleteStack({ plan, signal }: RemovalStepsOptions, progress: Progress): Promise<string | undefined> {
  const { session, stackName, stack, scope } = plan;
  if (!stack) return 'gone already';
  const destroy = () => destroyStack({ session, stackName, progress, signal });
  if (scope.stage !== undefined) await destroy();
  else {
    // Those of a removal that failed; or of this one, where they fail it.
    await removeDanglingInterfaces(session, scope.cluster);
    await destroy().catch(async (error: unknown) => {
      if ((await removeDanglingInterfaces(session, scope.cluster)) === 0) throw error;
      progress('network interfaces of the nodes held the network; deleting the stack again');
      await destroy();
    });
  }
  return stackName;
}
