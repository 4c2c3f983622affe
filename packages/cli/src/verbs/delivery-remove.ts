import { destroyStack } from '@eks-practice/aws/stack/destroy-stack';
import { clusterSession } from '@eks-practice/aws/session';
import { deliveryStackName } from '@eks-practice/infra/names';
import { deliveryHeader } from '../delivery/delivery-text.ts';
import { eksClusterNamed } from '../eks-cluster/eks-cluster-named.ts';
import { heldStack } from '../lock/held.ts';
import { onCluster } from '../lock/on-cluster.ts';
import { type Step, runSteps } from '../output/steps.ts';

/** Takes the workflows' roles away. Nothing else goes, so nobody is asked: `delivery deploy` makes them anew. */
export async function deliveryRemove(name: string, { json }: { readonly json: boolean }): Promise<void> {
  const cluster = eksClusterNamed(name);
  const session = await clusterSession(cluster);
  if (!json) console.log(`${deliveryHeader(name, session)}\n`);
  const stackName = deliveryStackName(name);
  const destroy = (signal: AbortSignal): Step => ({
    title: 'Roles',
    leaves: `CloudFormation goes on deleting the stack ${stackName} by itself.`,
    run: async (progress) => {
      await destroyStack({ session, stackName, progress, signal });
      return 'gone';
    },
  });
  const goOn = `npx eks-practice delivery remove ${name}`;
  await onCluster('delivery remove', heldStack(stackName), (signal) =>
    runSteps([destroy(signal)], { quiet: json, signal, goOn }),
  );
  if (json) console.log(JSON.stringify({ cluster: name, removed: stackName }));
  else
    console.log(
      "\nNo workflow can deploy there any more. GitHub's identity provider stays in the account; it costs nothing.",
    );
}
