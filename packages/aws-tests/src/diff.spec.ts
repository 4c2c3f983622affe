import { fileURLToPath } from 'node:url';
import { CloudFormationClient, CreateStackCommand } from '@aws-sdk/client-cloudformation';
import { actionAnswer, stackAnswer } from '@eks-practice/aws-emulator/stack-answers';
import { imageTagParameter, workloadsStackName } from '@eks-practice/infra/names';
import { synthesize } from '@eks-practice/infra/synthesize';
import type { RunResult } from '@eks-practice/machine/run';
import type { EksStage } from '@eks-practice/stages/stage';
import { stageNamed } from '@eks-practice/stages/stage-named';
import { expect, jest, test } from '@jest/globals';
import { emulatedAws } from './emulator-suite.ts';
import { runTool } from './run-tool.ts';

// The first run builds the images, as a deploy does.
jest.setTimeout(900_000);
const aws = emulatedAws();
const outdir = fileURLToPath(new URL('../dist/cdk.out', import.meta.url));
const dev = stageNamed('dev') as EksStage;
const stackName = workloadsStackName(dev.name);
const services = Object.keys(dev.services);

type Tags = Readonly<Record<string, string>>;

/**
 * A stage as CloudFormation has it once it is deployed. The emulator cannot make Kubernetes objects: it has a stack of the same
 * parameters and tags, and the answer to what its template is is the test's.
 */
async function deployed(stage: EksStage, images: Tags): Promise<void> {
  await aws().reset();
  const artifact = synthesize([stage], { outdir }).getStackByName(stackName);
  const cloudFormation = new CloudFormationClient({ region: stage.cluster.region });
  const parameters = services.map((service) => [imageTagParameter(service), images[service] ?? ''] as const);
  const stack = {
    Parameters: Object.fromEntries(parameters.map(([name]) => [name, { Type: 'String' }])),
    Resources: { Note: { Type: 'AWS::SSM::Parameter', Properties: { Name: '/note', Type: 'String', Value: 'x' } } },
  };
  await cloudFormation.send(
    new CreateStackCommand({
      ...{ StackName: stackName, TemplateBody: JSON.stringify(stack) },
      Parameters: parameters.map(([ParameterKey, ParameterValue]) => ({ ParameterKey, ParameterValue })),
      Tags: Object.entries(artifact.tags).map(([Key, Value]) => ({ Key, Value })),
    }),
  );
  const TemplateBody = JSON.stringify(artifact.template);
  aws().answer(({ action }) => (action === 'GetTemplate' ? actionAnswer(action, { TemplateBody }) : undefined));
}

/** The tool as a user calls it, with the environment of this process: the emulator is its AWS. */
async function diff(...args: readonly string[]): Promise<RunResult> {
  return runTool(['diff', '--stage', 'dev', ...args]);
}

/** With a scaling that dev does not have. */
function otherwise(stage: EksStage): EksStage {
  const { api } = stage.services;
  if (!api) throw new Error('the tests need a service api');
  const scaling = { ...api.scaling, maxReplicas: api.scaling.maxReplicas + 1 };
  return { ...stage, services: { ...stage.services, api: { ...api, scaling } } };
}

interface Found {
  readonly deployed: boolean;
  readonly aws: readonly object[];
  readonly kubernetes: readonly {
    readonly kind: string;
    readonly name: string;
    readonly fields: readonly { readonly path: string; readonly to?: string }[];
  }[];
}

test('what a deploy would change is told by resource, object and field; and of what is deployed, nothing', async () => {
  const old = Object.fromEntries(services.map((service) => [service, '0000000000000000']));
  await deployed(otherwise(dev), old);
  const first = await diff('--json');
  expect(first.exitCode).toBe(1);
  const found = JSON.parse(first.stdout) as Found;
  expect(found).toMatchObject({ stage: 'dev', cluster: 'dev', stack: 'dev-workloads', deployed: true });
  expect(found.kubernetes.map(({ kind, name }) => `${kind}/${name}`).sort()).toEqual([
    'Deployment/api',
    'Deployment/user-api',
    'HorizontalPodAutoscaler/api',
  ]);
  expect(found.aws).toEqual([expect.objectContaining({ action: 'update', type: 'AWS::SSM::Parameter' })]);

  const built = Object.fromEntries(
    services.map((service) => {
      const object = found.kubernetes.find(({ kind, name }) => kind === 'Deployment' && name === service);
      const image = object?.fields.find(({ path }) => path === `spec.template.spec.containers[${service}].image`);
      return [service, image?.to?.split(':')[1] ?? ''];
    }),
  );
  await deployed(dev, built);
  const second = await diff();
  expect(second.stdout).toContain('Nothing would change.');
  expect(second.exitCode).toBe(0);
});

test('another deploy under way is a reason why it cannot be told', async () => {
  aws().answer(({ action }) => {
    if (action === 'DescribeStacks') return stackAnswer({ name: stackName, status: 'UPDATE_IN_PROGRESS' });
    return action === 'GetTemplate' ? actionAnswer(action, { TemplateBody: '{"Resources":{}}' }) : undefined;
  });
  const { exitCode, output } = await diff('--json');
  expect(output).toContain('"code":"stack-busy"');
  expect(exitCode).toBe(2);
});
