import { type AwsCall, errorAnswer, jsonAnswer } from '@eks-practice/aws-emulator/aws-call';
import type { Answering } from '@eks-practice/aws-emulator/fault-proxy';
import { actionAnswer, stackAnswer, stackEventsAnswer, stackId } from '@eks-practice/aws-emulator/stack-answers';
import { addOnVersions } from '@eks-practice/infra/cluster/add-on-versions';
import type { RunResult } from '@eks-practice/machine/run';
import { expect, jest, test } from '@jest/globals';
import { emulatedAws } from './emulator-suite.ts';
import { runTool } from './run-tool.ts';

// Each run of the tool makes the cluster's template, which takes seconds.
jest.setTimeout(180_000);
const aws = emulatedAws();

const tool = (...args: string[]): Promise<RunResult> => runTool(args, { env: aws().environment });

test('an account is bootstrapped as the deploy says', async () => {
  const refused = await tool('cluster', 'deploy', 'dev');
  expect(refused.exitCode).toBe(2);
  expect(refused.output).toMatch(/Region +eu-central-1\nAccount +123456789012 \(arn:aws:sts:/);
  expect(refused.output).toContain('Prepare it, once: npx eks-practice cluster bootstrap dev');
  expect(aws().calls.map(({ action }) => action)).not.toContain('CreateStack');

  const prepared = await tool('cluster', 'bootstrap', 'dev');
  expect(prepared.output).toContain('stack CDKToolkit is deployed');
  expect(prepared.exitCode).toBe(0);
  const again = await tool('cluster', 'bootstrap', 'dev', '--json');
  expect(JSON.parse(again.stdout)).toEqual({ account: aws().account, region: 'eu-central-1', changed: false });
});

test('without credentials it says what to run', async () => {
  const none = { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '', AWS_SESSION_TOKEN: '' };
  const { exitCode, output } = await runTool(['cluster', 'deploy', 'dev'], { env: { ...aws().environment, ...none } });
  expect(output).toContain('There are no AWS credentials');
  expect(output).toContain('aws sso login');
  expect(exitCode).toBe(2);
});

test.each([
  { args: ['local'], said: 'is on this machine, not on EKS' },
  { args: ['dve'], said: 'Did you mean' },
  { args: ['$(id)/..'], said: 'There is no cluster' },
])('$args.0 is no cluster to deploy', async ({ args, said }) => {
  const { exitCode, output } = await tool('cluster', 'deploy', ...args);
  expect(output).toContain(said);
  expect(exitCode).toBe(2);
});

test('a cluster that is not there would be created', async () => {
  const { exitCode, stdout } = await tool('cluster', 'diff', 'dev', '--json');
  const { deployed, aws: resources } = JSON.parse(stdout) as {
    deployed: boolean;
    aws: { action: string; type: string }[];
  };
  expect(deployed).toBe(false);
  expect(resources).toContainEqual(expect.objectContaining({ action: 'create', type: 'AWS::EKS::Nodegroup' }));
  expect(exitCode).toBe(1);
});

interface Eks {
  readonly version: string;
  readonly nodesVersion?: string;
  readonly insight?: 'PASSING' | 'ERROR';
}

/** What EKS answers of a cluster dev; moto knows neither insights nor add-ons. */
function eks({ version, nodesVersion = version, insight = 'PASSING' }: Eks): (call: AwsCall) => ReturnType<Answering> {
  const summary = { id: '1', name: 'Deprecated APIs', insightStatus: { status: insight } };
  const answers: Readonly<Record<string, object>> = {
    'GET /clusters/dev': { cluster: { name: 'dev', version, status: 'ACTIVE' } },
    'GET /clusters/dev/node-groups': { nodegroups: ['group'] },
    'GET /clusters/dev/node-groups/group': { nodegroup: { version: nodesVersion, status: 'ACTIVE' } },
    'POST /clusters/dev/insights': { insights: [summary] },
    'GET /clusters/dev/insights/1': { insight: { ...summary, recommendation: 'Move to policy/v1.' } },
    'GET /addons/supported-versions': {
      addons: [{ addonVersions: Object.values(addOnVersions).map((addonVersion) => ({ addonVersion })) }],
    },
  };
  return ({ action }) => {
    const answer = answers[action];
    return answer && jsonAnswer(answer);
  };
}

test.each([
  { now: '1.36', said: 'To take it to 1.37: set kubernetesMinor', code: 0 },
  { now: '1.34', said: 'Set kubernetesMinor in packages/stages/src/kubernetes-version.ts to 1.35', code: 2 },
  { now: '1.37', said: 'there is no way back', code: 2 },
])('a cluster of $now is not upgraded', async ({ now, said, code }) => {
  aws().answer(eks({ version: now }));
  const { exitCode, output } = await tool('cluster', 'upgrade', 'dev');
  expect(output).toContain(said);
  expect(exitCode).toBe(code);
});

test('what is not in order keeps the upgrade from beginning', async () => {
  aws().answer(eks({ version: '1.35', nodesVersion: '1.34', insight: 'ERROR' }));
  const { exitCode, output } = await tool('cluster', 'upgrade', 'dev');
  expect(output).toContain('✖ The nodes run 1.35 as the control plane does: group is ACTIVE, of Kubernetes 1.34');
  expect(output).toContain('Deprecated APIs (Move to policy/v1.)');
  expect(output).toContain("✔ Every add-on's pinned version is one for 1.36: yes");
  expect(exitCode).toBe(2);
  expect(aws().calls.map(({ action }) => action)).not.toContain('UpdateStack');
});

test('a deploy does not upgrade by the way, and an upgrade does, resource by resource', async () => {
  await tool('cluster', 'bootstrap', 'dev');
  aws().answer(eks({ version: '1.35' }));
  const refused = await tool('cluster', 'deploy', 'dev');
  expect(refused.output).toContain('npx eks-practice cluster upgrade dev');
  expect(refused.exitCode).toBe(2);

  aws().answer(upgrading());
  const { exitCode, output } = await tool('cluster', 'upgrade', 'dev');
  expect(output).toMatch(/1\/\d+ AWS::EKS::Cluster Cluster: updated/);
  expect(output).toContain('Cluster dev runs Kubernetes 1.36.');
  expect(exitCode).toBe(0);
});

/** CloudFormation, as it would go on: moto makes neither add-ons nor what Kubernetes objects are applied with. */
function upgrading(): Answering {
  const stack = { name: 'dev-cluster' };
  const own = { resource: stack.name, type: 'AWS::CloudFormation::Stack', physicalId: stackId(stack) };
  const facts = eks({ version: '1.35' });
  let asked = 0;
  let begun = false;
  return (call) => {
    const { action, parameters } = call;
    if (action === 'UpdateStack') {
      begun = true;
      return actionAnswer('UpdateStack', { StackId: stackId(stack) });
    }
    const ofStack = [stack.name, stackId(stack)].includes(parameters.get('StackName') ?? '');
    if (!ofStack) return facts(call);
    if (action === 'GetTemplate') return actionAnswer('GetTemplate', { TemplateBody: '{"Resources":{}}' });
    // The toolkit reads the events while the stack is not done.
    if (action === 'DescribeStacks') {
      const done = !begun || asked++ > 1;
      return stackAnswer({ ...stack, status: done ? 'UPDATE_COMPLETE' : 'UPDATE_IN_PROGRESS' });
    }
    if (action !== 'DescribeStackEvents') return errorAnswer(call, 'ValidationError', 'not foreseen');
    return stackEventsAnswer(stack, [
      { ...own, status: 'UPDATE_IN_PROGRESS', reason: 'User Initiated' },
      { resource: 'Cluster', type: 'AWS::EKS::Cluster', status: 'UPDATE_IN_PROGRESS' },
      { resource: 'Cluster', type: 'AWS::EKS::Cluster', status: 'UPDATE_COMPLETE' },
      { ...own, status: 'UPDATE_COMPLETE' },
    ]);
  };
}
