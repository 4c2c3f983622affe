import { CloudFormationClient, CreateStackCommand, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { lookForParts } from '@eks-practice/aws/removal/load-balancer-parts';
import { errorAnswer } from '@eks-practice/aws-emulator/aws-call';
import type { RunResult } from '@eks-practice/machine/run';
import { expect, test } from '@jest/globals';
import { EmulatedController } from './emulated-controller.ts';
import { emulatedAws } from './emulator-suite.ts';
import { runTool } from './run-tool.ts';
import { stageStacksAnswer } from './stage-stacks-answer.ts';

const aws = emulatedAws();
const region = 'eu-central-1';
const session = { account: '123456789012', region, callerArn: 'arn:aws:iam::123456789012:user/tester' };

/** The tool, as a user calls it. */
async function cli(...args: string[]): Promise<RunResult> {
  return runTool(args, { env: aws().environment });
}

/** The stack of a stage, as the repository tags it; of what it would have, the emulator only knows how to make a parameter. */
async function deploy(stage: string, tags: Readonly<Record<string, string>> = {}): Promise<string> {
  const all = {
    'eks-practice:app': 'eks-practice',
    'eks-practice:cluster': 'dev',
    'eks-practice:stage': stage,
    ...tags,
  };
  const Images = { Type: 'AWS::SSM::Parameter', Properties: { Type: 'String', Name: `/${stage}`, Value: '{}' } };
  const { StackId = '' } = await new CloudFormationClient({ region }).send(
    new CreateStackCommand({
      StackName: `${stage}-workloads`,
      TemplateBody: JSON.stringify({ Resources: { Images } }),
      Tags: Object.entries(all).map(([Key, Value]) => ({ Key, Value })),
    }),
  );
  return StackId;
}

async function stacks(): Promise<string[]> {
  const { Stacks = [] } = await new CloudFormationClient({ region }).send(new DescribeStacksCommand({}));
  return Stacks.map(({ StackName = '' }) => StackName).sort();
}

async function loadBalancers(): Promise<string[]> {
  const { loadBalancers: found } = await lookForParts(session, { cluster: 'dev' })();
  return found.map(({ name }) => name);
}

async function balance(stage: string): Promise<void> {
  const controller = await EmulatedController.in(region);
  const tags = { 'elbv2.k8s.aws/cluster': 'dev', 'service.k8s.aws/stack': `${stage}/api-service` };
  await controller.freeInterface(await controller.make(`k8s-${stage}-api`, tags));
}

test('a stage that stages.ts no longer has goes with its load balancer, and leaves the others alone', async () => {
  await deploy('old');
  await balance('old');
  await deploy('dev');
  await balance('dev');
  const unsure = await cli('remove', '--stage', 'old', '--cluster', 'dev');
  expect(unsure).toMatchObject({ exitCode: 2, output: expect.stringContaining('--yes') });
  expect(unsure.stdout).toContain('Load balancer k8s-old-api of old/api-service: k8s-old-api-1');
  expect(unsure.stdout).toMatch(/Stack old-workloads \(CREATE_COMPLETE.*\n +1 AWS::SSM::Parameter/);
  expect(await stacks()).toEqual(['dev-workloads', 'old-workloads']);

  const { exitCode, output } = await cli('remove', '--stage', 'old', '--cluster', 'dev', '--yes');
  expect(output).toContain('Services and Ingresses: passed over: the cluster dev is gone');
  expect(output).toContain('Stage old is gone. Nothing is left behind.');
  expect(exitCode).toBe(0);
  expect(await stacks()).toEqual(['dev-workloads']);
  expect(await loadBalancers()).toEqual(['k8s-dev-api']);

  const again = await cli('remove', '--stage', 'old', '--cluster', 'dev', '--yes');
  expect(again).toMatchObject({ exitCode: 2, output: expect.stringContaining('those that are: dev') });
}, 120_000);

test('a removal that failed goes on, and one of what is not there is no error', async () => {
  await deploy('pr-7');
  const { Stacks: [stack] = [] } = await new CloudFormationClient({ region }).send(
    new DescribeStacksCommand({ StackName: 'pr-7-workloads' }),
  );
  let deleted = false;
  aws().answer((call) => {
    deleted ||= call.action === 'DeleteStack';
    const asks = call.action === 'DescribeStacks' && call.parameters.has('StackName') && !deleted;
    return asks ? stageStacksAnswer([{ stage: 'pr-7', id: stack?.StackId, status: 'DELETE_FAILED' }]) : undefined;
  });
  const { exitCode, stdout } = await cli('remove', '--stage', 'pr-7', '--yes', '--json');
  expect(JSON.parse(stdout)).toEqual({ stage: 'pr-7', cluster: 'dev', removed: true, leftovers: [] });
  expect(exitCode).toBe(0);
  aws().answer();
  expect(await stacks()).toEqual([]);
  const again = await cli('remove', '--stage', 'pr-7', '--json');
  expect(JSON.parse(again.stdout)).toMatchObject({ removed: false });
  expect(again.exitCode).toBe(0);
}, 120_000);

test.each([
  { tags: { 'eks-practice:app': 'another' }, says: 'does not carry the tags' },
  { tags: { 'eks-practice:stage': 'another' }, says: 'does not carry the tags' },
  { tags: { 'eks-practice:cluster': 'other' }, says: 'remove --stage pr-7 --cluster other' },
])(
  'a stack with the tags $tags is left alone',
  async ({ tags, says }) => {
    await deploy('pr-7', tags);
    const { exitCode, output } = await cli('remove', '--stage', 'pr-7', '--yes');
    expect(output).toContain(says);
    expect(exitCode).toBe(2);
    expect(await stacks()).toEqual(['pr-7-workloads']);
  },
  60_000,
);

test('a cluster is not removed while it has stages, known or not', async () => {
  await deploy('old');
  await deploy('pr-7');
  const { exitCode, output } = await cli('cluster', 'remove', 'dev', '--yes');
  expect(output).toContain('The cluster dev still has the stages old, pr-7.');
  expect(output).toContain('npx eks-practice remove --stage old --cluster dev');
  expect(exitCode).toBe(2);
}, 60_000);

test('a cluster goes with what was left in it, and what is left after it is told with its price', async () => {
  const ours = { 'eks-practice:app': 'eks-practice', 'eks-practice:cluster': 'dev' };
  const Tags = Object.entries(ours).map(([Key, Value]) => ({ Key, Value }));
  const Vpc = { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.192.0.0/16' } };
  await new CloudFormationClient({ region }).send(
    new CreateStackCommand({ StackName: 'dev-cluster', TemplateBody: JSON.stringify({ Resources: { Vpc } }), Tags }),
  );
  await balance('somebody');
  const controller = await EmulatedController.in(region);
  const dangling = await controller.dangling('dev');
  const { gateway } = await controller.natGateway(ours);
  const { exitCode, output } = await cli('cluster', 'remove', 'dev', '--yes');
  expect(output).toContain('Load balancer k8s-somebody-api of somebody/api-service');
  expect(output).toMatch(/Stack dev-cluster \(CREATE_COMPLETE.*\n +1 AWS::EC2::VPC/);
  // 730 hours of a NAT gateway (0.052) and of its address (0.005).
  expect(output).toContain('Cluster dev is gone. Left behind, at $41.61 a month:');
  expect(output).toContain(`aws ec2 delete-nat-gateway --nat-gateway-id ${gateway} --region ${region}`);
  expect(exitCode).toBe(0);
  expect(await stacks()).toEqual([]);
  expect(await loadBalancers()).toEqual([]);
  expect((await controller.present()).has(dangling)).toBe(false);
}, 120_000);

test('a protected cluster or stage is asked for by its name, before AWS is asked for anything', async () => {
  for (const args of [
    ['cluster', 'remove', 'production'],
    ['remove', '--stage', 'production'],
  ]) {
    const { exitCode, output } = await cli(...args, '--yes');
    expect(output).toContain('--confirm production');
    expect(exitCode).toBe(2);
  }
  expect(aws().calls.at(-1)?.service).not.toBe('sts');
}, 60_000);

test('the sweep removes what has come to its end, and one that fails does not keep the others', async () => {
  for (const stage of ['old', 'pr-1', 'pr-2', 'pr-3']) await deploy(stage);
  aws().answer((call) => {
    const isFirst = call.parameters.get('StackName')?.includes('/pr-1-workloads/');
    if (call.action === 'DeleteStack' && isFirst) return errorAnswer(call, 'AccessDenied', 'no', 403);
    if (call.action !== 'DescribeStacks' || call.parameters.has('StackName')) return undefined;
    return stageStacksAnswer([
      { stage: 'old' },
      { stage: 'pr-1', hours: 1 },
      { stage: 'pr-2', hours: 1 },
      { stage: 'pr-3', hours: 72, created: new Date() },
    ]);
  });
  const listed = await cli('cluster', 'sweep', 'dev', '--dry-run');
  expect(listed.stdout).toMatch(/^pr-1 .*expired$/m);
  expect(listed.stdout).toMatch(/^pr-3 .*stays$/m);
  expect(listed.stdout).toContain('! old is deployed, but stages.ts does not have it');
  expect(listed.exitCode).toBe(0);
  const { exitCode, output } = await cli('cluster', 'sweep', 'dev');
  expect(output).toMatch(/failed: pr-1\n.*AWS does not allow/);
  expect(output).toContain('removed: pr-2');
  expect(exitCode).toBe(1);
  aws().answer();
  expect(await stacks()).toEqual(['old-workloads', 'pr-1-workloads', 'pr-3-workloads']);
}, 120_000);
