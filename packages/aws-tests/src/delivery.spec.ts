import { bootstrap } from '@eks-practice/aws/stack/bootstrap';
import { deployStack } from '@eks-practice/aws/stack/deploy-stack';
import { destroyStack } from '@eks-practice/aws/stack/destroy-stack';
import { openSession } from '@eks-practice/aws/session';
import { readStack } from '@eks-practice/aws/stack/stack-state';
import { deliveryParameters, roleOutput } from '@eks-practice/infra/delivery-stack';
import { synthesizeDelivery } from '@eks-practice/infra/delivery/synthesize-delivery';
import { deliveryStackName } from '@eks-practice/infra/names';
import { silent } from '@eks-practice/machine/progress';
import { clusterNamed } from '@eks-practice/stages/stage-named';
import { app } from '@eks-practice/stages/stages';
import { expect, test } from '@jest/globals';
import { emulatedAws } from './emulator-suite.ts';

emulatedAws();
// The templates are validated where they are tested, in infra; here that would only take time.
process.env.CDK_VALIDATION = 'false';

test('the roles of the workflows are made, left alone, and taken away again', async () => {
  const cluster = clusterNamed('dev');
  if (cluster.kind !== 'eks') throw new Error('the test needs dev to be on EKS');
  const session = await openSession(cluster);
  await bootstrap(session, silent);
  const stackName = deliveryStackName('dev');
  const options = { session, stackName, progress: silent, signal: new AbortController().signal, pollMs: 100 };
  // The emulator's CloudFormation does not know identity providers.
  const parameters = { [deliveryParameters.repository]: 'octo/app', [deliveryParameters.provider]: 'existing' };
  const deploy = () => deployStack({ ...options, assembly: synthesizeDelivery(cluster, app), parameters });

  const first = await deploy();
  const roles = [roleOutput('dev'), roleOutput('preview')].map((output) => first.outputs[output]);
  expect(roles).toEqual([1, 2].map(() => expect.stringMatching(/^arn:aws:iam::\d{12}:role\/dev-delivery-/)));
  expect(await deploy()).toMatchObject({ outputs: first.outputs });
  expect(await readStack(session, stackName)).toMatchObject({ parameters, tags: { 'eks-practice:cluster': 'dev' } });
  await destroyStack(options);
  expect(await readStack(session, stackName)).toBeUndefined();
}, 120_000);
