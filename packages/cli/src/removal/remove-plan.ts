import { clusterState } from '@eks-practice/aws/cluster/cluster-access';
import { type LoadBalancerParts, type LookForParts, lookForParts } from '@eks-practice/aws/removal/load-balancer-parts';
import type { RemovalScope } from '@eks-practice/aws/removal/scope';
import { type StackResource, stackResources } from '@eks-practice/aws/removal/stack-resources';
import type { AwsSession } from '@eks-practice/aws/session';
import { type StackState, readStack } from '@eks-practice/aws/stack/stack-state';
import { UserError } from '@eks-practice/errors/user-error';
import { tagKeys } from '@eks-practice/infra/names';
import type { EksCluster, Named } from '@eks-practice/stages/stage';

/** What is there of a stage or of a cluster, and so will go. */
export interface RemovalPlan {
  readonly session: AwsSession;
  readonly cluster: Named<EksCluster>;
  readonly scope: RemovalScope;
  readonly stackName: string;
  /** Undefined where it is gone. */
  readonly stack: StackState | undefined;
  readonly resources: readonly StackResource[];
  /** What the load balancer controller made. */
  readonly parts: LoadBalancerParts;
  /** Finds it again; it has seen {@link parts}. */
  readonly look: LookForParts;
  /** Whether there is a Kubernetes API to ask. */
  readonly clusterAnswers: boolean;
}

/**
 * Asks AWS what is there.
 * @throws {UserError} `not-ours` or `in-another-cluster` for a stack that must not go
 */
export async function planRemoval(
  session: AwsSession,
  cluster: Named<EksCluster>,
  scope: RemovalScope,
  stackName: string,
): Promise<RemovalPlan> {
  const look = lookForParts(session, scope);
  const [stack, state, parts] = await Promise.all([
    readStack(session, stackName),
    clusterState(session, cluster),
    look(),
  ]);
  if (stack) requireOurs(stack, scope);
  const resources = stack ? await stackResources(session, stack.id) : [];
  const clusterAnswers = state?.answers ?? false;
  return { session, cluster, scope, stackName, stack, resources, parts, look, clusterAnswers };
}

/** A name proves nothing: what goes must carry the tags that this repository's stacks carry. */
function requireOurs({ name, tags }: Pick<StackState, 'name' | 'tags'>, { cluster, stage }: RemovalScope): void {
  if (tags[tagKeys.app] !== 'eks-practice' || tags[tagKeys.stage] !== stage) {
    throw new UserError(`The stack ${name} does not carry the tags of this repository's stacks, so it is left alone.`, {
      code: 'not-ours',
      remedy: `It was made by something else. If it is yours and must go: aws cloudformation delete-stack --stack-name ${name}`,
    });
  }
  const other = tags[tagKeys.cluster];
  if (other === cluster) return;
  throw new UserError(`The stack ${name} is in the cluster ${other}, not in ${cluster}.`, {
    code: 'in-another-cluster',
    remedy:
      stage === undefined || other === undefined
        ? 'Name the cluster that it belongs to.'
        : `Remove it there: npx eks-practice remove --stage ${stage} --cluster ${other}`,
  });
}
