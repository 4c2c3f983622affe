import { DeleteRouteTableCommand, DescribeRouteTablesCommand, EC2Client } from '@aws-sdk/client-ec2';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { errorAnswer } from '@eks-practice/aws-emulator/aws-call';
import { bootstrap, requireBootstrap } from '@eks-practice/aws/stack/bootstrap';
import { deployStack } from '@eks-practice/aws/stack/deploy-stack';
import { destroyStack } from '@eks-practice/aws/stack/destroy-stack';
import { type AwsSession, openSession } from '@eks-practice/aws/session';
import { readStack, readTemplate } from '@eks-practice/aws/stack/stack-state';
import { silent } from '@eks-practice/machine/progress';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { emulatedAws } from './emulator-suite.ts';
import { networkAssembly, networkStackName as stackName } from './network-stack.ts';

const aws = emulatedAws();
process.env.CDK_VALIDATION = 'false';
const region = 'eu-central-1';
const signal = new AbortController().signal;
let folder: string;
beforeAll(async () => void (folder = await mkdtemp(path.join(tmpdir(), 'stacks-'))));
afterAll(() => rm(folder, { recursive: true, force: true }));

const network = (note: string) => networkAssembly({ outdir: path.join(folder, note), note });

async function bootstrapped(): Promise<AwsSession> {
  const session = await openSession({ region });
  await bootstrap(session, silent);
  return session;
}

test('an account that is not bootstrapped is told the command, and then is', async () => {
  const session = await openSession({ region });
  await expect(requireBootstrap(session, { name: 'dev' })).rejects.toMatchObject({
    code: 'not-bootstrapped',
    message: expect.stringContaining(aws().account),
    remedy: expect.stringContaining('npx eks-practice cluster bootstrap dev'),
  });
  await expect(bootstrap(session, silent)).resolves.toEqual({ changed: true });
  await expect(requireBootstrap(session)).resolves.toBeUndefined();
  await expect(bootstrap(session, silent)).resolves.toEqual({ changed: false });
});

test('a deploy without it is told the same by the toolkit', async () => {
  const session = await openSession({ region });
  const deploy = deployStack({
    ...{ session, assembly: network('first'), stackName, parameters: {}, signal },
    progress: silent,
  });
  await expect(deploy).rejects.toMatchObject({ code: 'not-bootstrapped' });
});

test('a network is deployed, left alone, deleted, made anew and changed', async () => {
  const session = await bootstrapped();
  const options = {
    ...{ session, stackName, signal, pollMs: 100 },
    progress: silent,
  };
  const deploy = (note: string) => deployStack({ ...options, assembly: network(note), parameters: {} });

  const first = await deploy('first');
  expect(first).toEqual({ changed: true, outputs: { VpcId: expect.stringMatching(/^vpc-/) } });
  expect(await deploy('first')).toEqual({ changed: false, outputs: first.outputs });

  // What CloudFormation says where the toolkit cannot tell by itself that there is nothing to do.
  aws().answer((call) =>
    call.action === 'UpdateStack' ? errorAnswer(call, 'ValidationError', 'No updates are to be performed.') : undefined,
  );
  expect(await deploy('third')).toEqual({ changed: false, outputs: first.outputs });
  aws().answer();

  // Moto leaves a stack's route tables, which hold its VPC fast: the first try fails, and another goes on from there.
  await expect(destroyStack(options)).rejects.toThrow('has dependencies');
  await deleteRouteTables(first.outputs.VpcId ?? '');
  await destroyStack(options);
  expect(await readStack(session, stackName)).toBeUndefined();
  expect(await readTemplate(session, stackName)).toBeUndefined();
  await destroyStack(options);

  const anew = await deploy('first');
  expect(anew.outputs).not.toEqual(first.outputs);
  expect(await deploy('second')).toEqual({ changed: true, outputs: anew.outputs });
  const parameters = Object.values((await readTemplate(session, stackName))?.Resources ?? {}).filter(
    ({ Type }) => Type === 'AWS::SSM::Parameter',
  );
  expect(parameters).toMatchObject([{ Properties: { Value: 'second' } }]);
  expect(await readStack(session, stackName)).toMatchObject({
    status: 'UPDATE_COMPLETE',
    tags: { 'eks-practice:app': 'eks-practice' },
    parameters: { Purpose: 'none' },
    outputs: anew.outputs,
  });
}, 60_000);

async function deleteRouteTables(vpc: string): Promise<void> {
  const ec2 = new EC2Client({ region });
  const Filters = [{ Name: 'vpc-id', Values: [vpc] }];
  const { RouteTables = [] } = await ec2.send(new DescribeRouteTablesCommand({ Filters }));
  for (const { RouteTableId, Associations = [] } of RouteTables) {
    const isMain = Associations.some(({ Main }) => Main);
    if (!isMain) await ec2.send(new DeleteRouteTableCommand({ RouteTableId }));
  }
}
