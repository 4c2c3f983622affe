import type { App as Stages, EksCluster, Named } from '@eks-practice/stages/stage';
import { App, Tags } from 'aws-cdk-lib';
import type { CloudAssembly } from 'aws-cdk-lib/cx-api';
import { DeliveryStack } from '../delivery-stack.ts';
import { deliveryStackName, tagKeys } from '../names.ts';
import { deliveryEnvironments } from './environments.ts';

/** The stack with the roles of a cluster's workflows; needs no credentials and no network. */
export function synthesizeDelivery({ name, region, account }: Named<EksCluster>, stages: Stages): CloudAssembly {
  const app = new App({ analyticsReporting: false });
  const stack = new DeliveryStack(app, deliveryStackName(name), {
    env: { region, ...(account ? { account } : {}) },
    cluster: name,
    environments: deliveryEnvironments(name, stages),
  });
  Tags.of(stack).add(tagKeys.app, 'eks-practice');
  Tags.of(stack).add(tagKeys.cluster, name);
  return app.synth();
}
