import { deployedStack, synthesizedStack } from '@eks-practice/aws/diff/described-stack';
import { pseudoParametersOf } from '@eks-practice/aws/diff/pseudo-parameters';
import { stackDiff } from '@eks-practice/aws/diff/stack-diff';
import { diffText } from '../diff/diff-text.ts';
import { diffExitCode } from '../diff/stage-diff.ts';
import { checkCluster } from './cluster-check.ts';
import { announceCluster } from './cluster-header.ts';
import type { EksCluster, Named } from '@eks-practice/stages/stage';

/** Holds the cluster's stack as CloudFormation has it against the one that a deploy would make. */
export async function diffCluster(cluster: Named<EksCluster>, { json }: { readonly json: boolean }): Promise<void> {
  const { name } = cluster;
  const session = await announceCluster(cluster, { json });
  const { assembly, stackName } = checkCluster(cluster);
  const deployed = await deployedStack(session, stackName);
  const changes = stackDiff(deployed, synthesizedStack(assembly, stackName, {}), pseudoParametersOf(session));
  const notThere = `Cluster ${name} is not deployed: all of it would be created.\n\n`;
  console.log(
    json
      ? JSON.stringify({ cluster: name, stack: stackName, deployed: deployed !== undefined, ...changes }, undefined, 2)
      : `${deployed ? '' : notThere}${diffText(changes, { stack: `stack ${stackName}`, namespace: 'all namespaces' })}`,
  );
  process.exitCode = diffExitCode(changes);
}
