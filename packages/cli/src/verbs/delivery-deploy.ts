import { requireBootstrap } from '@eks-practice/aws/stack/bootstrap';
import { deployStack } from '@eks-practice/aws/stack/deploy-stack';
import { clusterSession } from '@eks-practice/aws/session';
import { readStack } from '@eks-practice/aws/stack/stack-state';
import { deliveryParameters, roleOutput } from '@eks-practice/infra/delivery-stack';
import { deliveryEnvironments } from '@eks-practice/infra/delivery/environments';
import { synthesizeDelivery } from '@eks-practice/infra/delivery/synthesize-delivery';
import { deliveryStackName } from '@eks-practice/infra/names';
import { app } from '@eks-practice/stages/stages';
import { type DeliveryChoices, parametersFor } from '../delivery/parameters.ts';
import { type DeliverySettings, deliveryHeader, settingsText } from '../delivery/delivery-text.ts';
import { eksClusterNamed } from '../eks-cluster/eks-cluster-named.ts';
import { heldStack } from '../lock/held.ts';
import { onCluster } from '../lock/on-cluster.ts';
import { type Step, runSteps } from '../output/steps.ts';

export interface DeliveryDeployOptions extends DeliveryChoices {
  readonly json: boolean;
}

export async function deliveryDeploy(name: string, options: DeliveryDeployOptions): Promise<void> {
  const { json } = options;
  const cluster = eksClusterNamed(name);
  // What was said is checked before AWS is asked for anything; what was not, only its stack can tell.
  if (options.repository !== undefined) parametersFor(options);
  const session = await clusterSession(cluster);
  if (!json) console.log(`${deliveryHeader(name, session)}\n`);
  await requireBootstrap(session, cluster);
  const stackName = deliveryStackName(name);
  const parameters = parametersFor(options, (await readStack(session, stackName))?.parameters);

  let outputs: Readonly<Record<string, string>> = {};
  const deploy = (signal: AbortSignal): Step => ({
    title: 'Roles',
    leaves: `CloudFormation goes on with the stack ${stackName} by itself.`,
    run: async (progress) => {
      const assembly = synthesizeDelivery(cluster, app);
      const deployed = await deployStack({ session, assembly, stackName, parameters, progress, signal });
      outputs = deployed.outputs;
      return deployed.changed ? stackName : 'as they should be';
    },
  });
  const goOn = `npx eks-practice delivery deploy ${name}`;
  await onCluster('delivery deploy', heldStack(stackName), (signal) =>
    runSteps([deploy(signal)], { quiet: json, signal, goOn }),
  );

  const environments = deliveryEnvironments(name, app).map((environment) => environment.name);
  const settings: DeliverySettings = {
    repository: parameters[deliveryParameters.repository] ?? '',
    region: session.region,
    roles: Object.fromEntries(environments.map((environment) => [environment, outputs[roleOutput(environment)] ?? ''])),
  };
  console.log(json ? JSON.stringify(settings, undefined, 2) : `\n${settingsText(settings)}`);
}
