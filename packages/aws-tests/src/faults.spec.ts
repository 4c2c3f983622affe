import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { deployStack } from '@eks-practice/aws/stack/deploy-stack';
import { destroyStack } from '@eks-practice/aws/stack/destroy-stack';
import { openSession } from '@eks-practice/aws/session';
import { readStack } from '@eks-practice/aws/stack/stack-state';
import { type AwsAnswer, type AwsCall, errorAnswer } from '@eks-practice/aws-emulator/aws-call';
import {
  type EmulatedEvent,
  actionAnswer,
  stackAnswer,
  stackEventsAnswer,
  stackId,
} from '@eks-practice/aws-emulator/stack-answers';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { emulatedAws } from './emulator-suite.ts';
import { noteAssembly } from './note-stack.ts';

// The toolkit takes its time to load.
jest.setTimeout(120_000);
process.env.CDK_VALIDATION = 'false';
const aws = emulatedAws();
const stackName = 'dev-workloads';
const stack = { name: stackName };
const id = stackId(stack);
let folder: string;
let assembly: ReturnType<typeof noteAssembly>;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'faults-'));
  assembly = noteAssembly(folder, stackName);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const own = { resource: stackName, type: 'AWS::CloudFormation::Stack', physicalId: id };
const said: string[] = [];

async function options(signal = new AbortController().signal) {
  said.length = 0;
  const session = await openSession({ region: 'eu-central-1' });
  return { session, stackName, signal, progress: (news: string) => void said.push(news), pollMs: 20 };
}

const deploy = async (signal?: AbortSignal) => deployStack({ ...(await options(signal)), assembly, parameters: {} });

/** A stack that comes into a state, with what happened, once CloudFormation is told to do something. */
function ends(after: string, status: string, events: readonly EmulatedEvent[], before?: string): void {
  let begun = false;
  const begin = new Date();
  aws().answer(({ action }) => {
    if (action === after) begun = true;
    if (action === 'CreateStack') return actionAnswer('CreateStack', { StackId: id });
    if (action === 'DeleteStack') return actionAnswer('DeleteStack');
    if (action === 'DescribeStackEvents' && begun) return stackEventsAnswer(stack, events, begin);
    const now = begun ? status : before;
    return action === 'DescribeStacks' && now ? stackAnswer({ ...stack, status: now }) : undefined;
  });
}

test.each([
  [
    'UPDATE_IN_PROGRESS',
    'stack-busy',
    /since 2026-01-02T03:04:05/,
    /aws cloudformation wait stack-update-complete .*cancel-update-stack/,
  ],
  [
    'CREATE_IN_PROGRESS',
    'stack-busy',
    /another deploy or removal/,
    /wait stack-create-complete --stack-name dev-workloads/,
  ],
  ['DELETE_IN_PROGRESS', 'stack-busy', /DELETE_IN_PROGRESS/, /wait stack-delete-complete/],
  ['UPDATE_ROLLBACK_IN_PROGRESS', 'stack-busy', /ROLLBACK/, /wait stack-rollback-complete/],
  ['DELETE_FAILED', 'stack-half-deleted', /removal/, /npx eks-practice remove --stage dev/],
  ['UPDATE_ROLLBACK_FAILED', 'stack-stuck', /the way back/, /continue-update-rollback --stack-name dev-workloads/],
])('a deploy onto %s is refused, with the next step', async (status, code, message, remedy) => {
  aws().answer(({ action }) => (action === 'DescribeStacks' ? stackAnswer({ ...stack, status }) : undefined));
  await expect(deploy()).rejects.toMatchObject({
    code,
    message: expect.stringMatching(message),
    remedy: expect.stringMatching(remedy),
  });
  expect(aws().calls.filter(({ action }) => /^(Create|Update|Delete)/.test(action))).toEqual([]);
});

test('a first deploy that failed is deleted and made anew', async () => {
  let deleted = false;
  aws().answer(({ action }) => {
    if (action === 'DeleteStack') deleted = true;
    if (action === 'DescribeStacks' && !deleted) return stackAnswer({ ...stack, status: 'ROLLBACK_COMPLETE' });
    return undefined;
  });
  await expect(deploy()).resolves.toMatchObject({ changed: true });
  expect(said[0]).toBe('dev-workloads is in ROLLBACK_COMPLETE: its first deploy failed. It is deleted and made anew');
  expect(await readStack((await options()).session, stackName)).toMatchObject({ status: 'CREATE_COMPLETE' });
});

test('a failure tells its first cause, in plain words, and each resource its turn', async () => {
  ends('CreateStack', 'ROLLBACK_COMPLETE', [
    { ...own, status: 'CREATE_IN_PROGRESS', reason: 'User Initiated' },
    { resource: 'Note', type: 'AWS::SSM::Parameter', status: 'CREATE_IN_PROGRESS' },
    {
      resource: 'Api',
      type: 'Custom::AWSCDK-EKS-KubernetesResource',
      status: 'CREATE_FAILED',
      reason: `Received response status [FAILED] from custom resource. Message returned: Error: b'Error from server (AlreadyExists): error when creating "/tmp/manifest.yaml": deployments.apps "api" already exists\\n'\n\nLogs: /aws/lambda/x\n\n    at invoke (/var/task/framework.js:2:6) (RequestId: 1)`,
    },
    { resource: 'Note', type: 'AWS::SSM::Parameter', status: 'CREATE_FAILED', reason: 'Resource creation cancelled' },
    { ...own, status: 'ROLLBACK_IN_PROGRESS', reason: 'The following resource(s) failed to create: [Api, Note].' },
    { resource: 'Note', type: 'AWS::SSM::Parameter', status: 'DELETE_COMPLETE' },
    { ...own, status: 'ROLLBACK_COMPLETE' },
  ]);
  await expect(deploy()).rejects.toMatchObject({
    code: 'stack-failed',
    message:
      'Stack dev-workloads failed. The first cause: Custom::AWSCDK-EKS-KubernetesResource Api: Error from server ' +
      '(AlreadyExists): error when creating "/tmp/manifest.yaml": deployments.apps "api" already exists',
    remedy: expect.stringMatching(
      /The stack is in ROLLBACK_COMPLETE\..*describe-stack-events --stack-name dev-workloads/,
    ),
  });
  expect(said).toContain('0/1 AWS::SSM::Parameter Note: creating');
  expect(said).toContain('0/1 Custom::AWSCDK-EKS-KubernetesResource Api: create failed');
});

/** In its own way each service says the same. */
const fault = (code: string, message: string, actions: RegExp, times = Infinity) => {
  let left = times;
  return (call: AwsCall): AwsAnswer | undefined =>
    actions.test(call.action) && left-- > 0 ? errorAnswer(call, code, message) : undefined;
};

test('throttling that passes is waited for', async () => {
  aws().answer(fault('Throttling', 'Rate exceeded', /^(CreateStack|DescribeStacks)$/, 2));
  await expect(deploy()).resolves.toMatchObject({ changed: true });
});

test('credentials that expire in mid-deploy are told, and what becomes of the deploy', async () => {
  const expired = fault('ExpiredToken', 'The security token included in the request is expired', /^Describe/);
  let begun = false;
  aws().answer((call) => {
    if (call.action === 'CreateStack') begun = true;
    return begun ? expired(call) : undefined;
  });
  await expect(deploy()).rejects.toMatchObject({
    code: 'expired-credentials',
    message: expect.stringContaining('CloudFormation goes on with stack dev-workloads by itself'),
    remedy: expect.stringContaining('aws sso login'),
  });
});

test('what is not allowed is named', async () => {
  const refusal =
    'User: arn:aws:iam::1:user/me is not authorized to perform: cloudformation:CreateStack on resource: x';
  aws().answer(fault('AccessDenied', refusal, /^CreateStack$/));
  await expect(deploy()).rejects.toMatchObject({
    code: 'access-denied',
    message: expect.not.stringContaining('goes on'),
    remedy: expect.stringContaining('cloudformation:CreateStack'),
  });
});

test('a template that CloudFormation does not take is told in its words', async () => {
  aws().answer(fault('ValidationError', 'Parameters: [apiImageTag] must have values', /^CreateStack$/));
  await expect(deploy()).rejects.toMatchObject({
    code: 'stack-refused',
    message: expect.stringContaining('Parameters: [apiImageTag] must have values'),
  });
});

test('a wish to stop ends the waiting', async () => {
  const stop = new AbortController();
  const reason = new Error('asked to stop');
  ends('CreateStack', 'CREATE_IN_PROGRESS', [{ ...own, status: 'CREATE_IN_PROGRESS' }]);
  const waiting = deploy(stop.signal);
  while (!aws().calls.some(({ action }) => action === 'CreateStack')) await setImmediate();
  stop.abort(reason);
  await expect(waiting).rejects.toBe(reason);
  // The toolkit, which nothing stops, comes to its end.
  ends('DescribeStacks', 'CREATE_COMPLETE', []);
});

test('a removal that failed is begun again, and tells what holds it', async () => {
  ends(
    'DeleteStack',
    'DELETE_FAILED',
    [
      { ...own, status: 'DELETE_IN_PROGRESS', reason: 'User Initiated' },
      {
        resource: 'Subnet',
        type: 'AWS::EC2::Subnet',
        status: 'DELETE_FAILED',
        reason: 'has dependencies (Service: Ec2)',
      },
      { ...own, status: 'DELETE_FAILED', reason: 'The following resource(s) failed to delete: [Subnet].' },
    ],
    'DELETE_FAILED',
  );
  await expect(destroyStack(await options())).rejects.toMatchObject({
    code: 'stack-failed',
    message: 'Stack dev-workloads failed. The first cause: AWS::EC2::Subnet Subnet: has dependencies (Service: Ec2)',
  });
  expect(said[0]).toBe('dev-workloads: an earlier removal failed, and is begun again');
});

test('a removal that is under way is waited for, and not begun a second time', async () => {
  let asked = 0;
  aws().answer(({ action }) => {
    if (action === 'DescribeStacks')
      return stackAnswer({ ...stack, status: asked++ < 3 ? 'DELETE_IN_PROGRESS' : 'DELETE_COMPLETE' });
    if (action === 'DescribeStackEvents') return stackEventsAnswer(stack, [{ ...own, status: 'DELETE_IN_PROGRESS' }]);
    return undefined;
  });
  await destroyStack(await options());
  expect(asked).toBeGreaterThan(3);
  expect(aws().calls.map(({ action }) => action)).not.toContain('DeleteStack');
});

test('a stack that is being deployed is not deleted', async () => {
  aws().answer(({ action }) =>
    action === 'DescribeStacks' ? stackAnswer({ ...stack, status: 'UPDATE_IN_PROGRESS' }) : undefined,
  );
  await expect(destroyStack(await options())).rejects.toMatchObject({ code: 'stack-busy' });
});
