import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CreateRepositoryCommand, ECRClient, PutImageCommand } from '@aws-sdk/client-ecr';
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { bootstrap } from '@eks-practice/aws/stack/bootstrap';
import { openSession } from '@eks-practice/aws/session';
import type { Answering } from '@eks-practice/aws-emulator/fault-proxy';
import { actionAnswer, stackAnswer, stackEventsAnswer, stackId } from '@eks-practice/aws-emulator/stack-answers';
import { services } from '@eks-practice/catalogue/services';
import { deployedImagesParameter, repositoryName } from '@eks-practice/infra/names';
import { silent } from '@eks-practice/machine/progress';
import type { RunResult } from '@eks-practice/machine/run';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { balancedService, deployedObjects } from './deployed-objects.ts';
import { emulatedCluster } from './emulated-cluster.ts';
import { emulatedAws } from './emulator-suite.ts';
import { FakeKubernetes } from './fake-kubernetes.ts';
import { runTool } from './run-tool.ts';

// The whole line of a deploy to EKS, with images that the registry has already, as a user sees it. What the emulator cannot be
// is answered for it: CloudFormation's custom resources, and the Kubernetes API.

const aws = emulatedAws();
const region = 'eu-central-1';
const stack = { name: 'dev-workloads' };
const tags = (tag: string): Record<string, string> => Object.fromEntries(services.map(({ name }) => [name, tag]));

let home: string;
beforeEach(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'cli-deploy-'));
});
afterEach(() => rm(home, { recursive: true }));

/** Goes back to the first deploy, and has enough once a line says that. */
async function rollback(enough: string): Promise<RunResult> {
  const stop = new AbortController();
  return runTool(['rollback', '--stage', 'dev', '--to', '1'], {
    env: { XDG_DATA_HOME: home },
    signal: stop.signal,
    stopSignal: 'SIGINT',
    onLine: (line) => {
      if (line.includes(enough)) stop.abort();
    },
  });
}

/** Two deploys that were, with the first one's images still in the registry. */
async function deployedTwice(): Promise<void> {
  await bootstrap(await openSession({ region }), silent);
  const ssm = new SSMClient({ region });
  const Name = deployedImagesParameter('dev');
  for (const tag of ['aaaa', 'bbbb'])
    await ssm.send(
      new PutParameterCommand({ Name, Type: 'String', Overwrite: true, Value: JSON.stringify(tags(tag)) }),
    );
  const ecr = new ECRClient({ region });
  const mediaType = 'application/vnd.oci.image.manifest.v1+json';
  const manifest = { schemaVersion: 2, mediaType, config: {}, layers: [] };
  for (const { name } of services) {
    const image = { repositoryName: repositoryName('dev', name), imageManifest: JSON.stringify({ ...manifest, name }) };
    await ecr.send(new CreateRepositoryCommand(image));
    await ecr.send(new PutImageCommand({ ...image, imageTag: 'aaaa' }));
  }
}

/** CloudFormation, to which custom resources are nothing. */
function cloudFormation(): Answering {
  let begun = false;
  return ({ action, parameters }) => {
    if (![stack.name, stackId(stack)].includes(parameters.get('StackName') ?? '')) return undefined;
    if (action === 'CreateStack') begun = true;
    if (action === 'CreateStack') return actionAnswer(action, { StackId: stackId(stack) });
    if (action === 'DescribeStackEvents') return stackEventsAnswer(stack, []);
    return action === 'DescribeStacks' && begun ? stackAnswer({ ...stack, status: 'CREATE_COMPLETE' }) : undefined;
  };
}

test('guards, cluster, cost, stack, rollout, autoscalers, load balancer: each says how it went, and where it stands', async () => {
  await using kubernetes = await FakeKubernetes.start();
  await deployedTwice();
  const [cluster, stacks] = [await emulatedCluster(kubernetes), cloudFormation()];
  aws().answer((call) => cluster(call) ?? stacks(call));
  const objects = services.map(({ name }) => deployedObjects(name));
  kubernetes.lists.deployments = objects.map(({ deployment }) => deployment);
  kubernetes.lists.horizontalpodautoscalers = objects.map(({ autoscaler }) => autoscaler);
  kubernetes.lists.services = [balancedService('api-service', 'nlb.invalid')];

  const { exitCode, output } = await rollback('http://nlb.invalid/users does not answer');
  const steps = [
    /Guards: nothing speaks against it/,
    /Cluster: dev, Kubernetes 1\.36/,
    /Cost: \$\d.* a month \(estimated; nothing is deployed yet\)/,
    /Stack: dev-workloads is deployed/,
    /Rollout: every pod is ready/,
    /Autoscalers: each reads a metric/,
    /Interrupted at the step "Load balancer"\. The stage is deployed; only that its load balancer answers/,
    /To go on from there: npx eks-practice rollback --to 1 --stage dev/,
  ];
  for (const step of steps) expect(output).toMatch(step);
  expect(exitCode).toBe(130);

  const created = aws().calls.find(({ action }) => action === 'CreateStack')?.parameters;
  const sent = [...(created ?? [])].filter(([key]) => key.startsWith('Parameters.')).map(([, value]) => value);
  expect(sent).toEqual(expect.arrayContaining(['apiImageTag', 'userapiImageTag', 'aaaa']));
}, 300_000);
