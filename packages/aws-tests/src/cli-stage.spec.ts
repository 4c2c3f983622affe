import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { RunResult } from '@eks-practice/machine/run';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { balancedService, deployedObjects } from './deployed-objects.ts';
import { emulatedCluster } from './emulated-cluster.ts';
import { emulatedAws } from './emulator-suite.ts';
import { FakeKubernetes } from './fake-kubernetes.ts';
import { runTool } from './run-tool.ts';

// What a user meets who asks for a stage on EKS: without credentials, without a cluster, before a deploy and after one.

const aws = emulatedAws();
const region = 'eu-central-1';
const patience = 300_000;

let home: string;
beforeEach(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'cli-stage-'));
});
afterEach(() => rm(home, { recursive: true }));

/** The tool, as a user calls it, with a home of the test's own. */
async function cli(args: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<RunResult> {
  const own = { HOME: home, XDG_DATA_HOME: path.join(home, 'data'), KUBECONFIG: '' };
  return runTool(args, { env: { ...aws().environment, ...own, ...environment } });
}

async function clusterWith(kubernetes: FakeKubernetes): Promise<void> {
  aws().answer(await emulatedCluster(kubernetes));
}

const nobody = { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '', AWS_SESSION_TOKEN: '' };

test.each([['deploy'], ['status'], ['outputs'], ['logs'], ['load'], ['kubeconfig']])(
  '%s without credentials says how to get some',
  async (verb) => {
    const { exitCode, stdout, output } = await cli([verb, '--stage', 'dev'], nobody);
    expect(output).toContain('There are no AWS credentials');
    expect(output).toContain('aws sso login');
    expect(output).not.toContain('    at ');
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  },
  patience,
);

test(
  'doctor tells of the credentials and of all the rest',
  async () => {
    const without = await cli(['doctor', '--stage', 'dev', '--json'], nobody);
    expect(without.exitCode).toBe(2);
    const { findings } = JSON.parse(without.stdout) as { findings: { name: string; state: string; remedy?: string }[] };
    expect(findings).toContainEqual(
      expect.objectContaining({
        name: 'AWS account',
        state: 'missing',
        remedy: expect.stringContaining('aws sso login'),
      }),
    );
    expect(findings).toContainEqual(expect.objectContaining({ name: 'Guards', state: 'ok' }));
    const { exitCode, stdout } = await cli(['doctor', '--stage', 'dev']);
    expect(stdout).toMatch(/✔ AWS account +123456789012 \(arn:/);
    expect(stdout).toMatch(/✖ CDK bootstrap .*\n.*npx eks-practice cluster bootstrap dev/);
    expect(stdout).toMatch(/✖ EKS cluster .*\n.*npx eks-practice cluster deploy dev/);
    expect(exitCode).toBe(2);
  },
  patience,
);

test.each(['../dev', 'dev; touch x', '$(id)', 'Dev', '', 'pr-0', '__proto__'])(
  'the stage %j is none',
  async (name) => {
    const { exitCode, output } = await cli(['deploy', '--stage', name]);
    expect(output).toContain(`There is no stage ${JSON.stringify(name)}.`);
    expect(exitCode).toBe(2);
    expect(aws().calls).toEqual([]);
  },
  patience,
);

test(
  'before there is a cluster, each verb names the command that makes it',
  async () => {
    const deploy = await cli(['deploy', '--stage', 'dev']);
    expect(deploy.stdout).toMatch(
      /^App +eks-practice\nStage +dev\nCluster +dev .*\nRegion +eu-central-1\nAccount +123456789012/,
    );
    for (const { exitCode, output } of [deploy, await cli(['kubeconfig', '--stage', 'dev'])]) {
      expect(output).toContain('There is no EKS cluster dev in eu-central-1 of the account 123456789012');
      expect(output).toContain('npx eks-practice cluster deploy dev');
      expect(exitCode).toBe(2);
    }
    for (const verb of ['status', 'outputs']) {
      const { exitCode, stdout } = await cli([verb, '--stage', 'dev']);
      expect(stdout).toContain('its cluster is absent. To bring it up: npx eks-practice cluster deploy dev');
      expect(stdout).toMatch(/dev-workloads.*not there/);
      expect(exitCode).toBe(0);
    }
    const load = await cli(['load', '--stage', 'dev', '--json']);
    expect(JSON.parse(load.output)).toMatchObject({ error: { code: 'cluster-not-running' } });
    expect(load.exitCode).toBe(2);
  },
  patience,
);

test(
  'a deploy to an account that CDK does not know says how to prepare it, and changes nothing',
  async () => {
    await using kubernetes = await FakeKubernetes.start();
    await clusterWith(kubernetes);
    const { exitCode, output } = await cli(['deploy', '--stage', 'dev']);
    expect(output).toContain('npx eks-practice cluster bootstrap dev');
    expect(exitCode).toBe(2);
    expect(aws().calls.map(({ action }) => action)).not.toContain('CreateStack');
  },
  patience,
);

test(
  'a deployed stage is shown as a local one is, asked as the administrator of its cluster',
  async () => {
    await using kubernetes = await FakeKubernetes.start();
    await clusterWith(kubernetes);
    const { deployment, autoscaler } = deployedObjects('api');
    kubernetes.lists.deployments = [deployment];
    kubernetes.lists.horizontalpodautoscalers = [autoscaler];
    kubernetes.lists.services = [balancedService('api-service', 'nlb.example')];
    kubernetes.lists.pods = [{ metadata: { name: 'api-1' }, spec: { containers: [{ name: 'api' }] } }];
    kubernetes.log = '2026-11-22T00:00:00.000000000Z {"level":30,"msg":"hello"}\n';

    const status = await cli(['status', '--stage', 'dev']);
    expect(status.stdout).toContain('Stage dev on http://nlb.example');
    expect(status.stdout).toMatch(/api +2\/2 +2-5/);
    expect(status.exitCode).toBe(0);
    const outputs = await cli(['outputs', '--stage', 'dev', '--json']);
    const kubeconfig = path.join(home, 'data', 'eks-practice', 'eks', 'dev', 'kubeconfig.yaml');
    expect(JSON.parse(outputs.stdout)).toMatchObject({
      ...{ stage: 'dev', endpoint: 'http://nlb.example', images: { api: '1.dkr.ecr/dev/api:abc' }, kubeconfig },
      aws: { account: '123456789012', region, stack: 'dev-workloads', stackStatus: null, deploy: null },
    });
    expect((await cli(['logs', 'api', '--stage', 'dev', '--json'])).stdout).toBe('{"level":30,"msg":"hello"}');

    expect((await stat(kubeconfig)).mode & 0o777).toBe(0o600);
    expect(await readFile(kubeconfig, 'utf8')).not.toContain('k8s-aws-v1');
    for (const token of kubernetes.tokens) expect(token).toMatch(/^k8s-aws-v1\./);
  },
  patience,
);

test(
  'what a kubeconfig runs for a token prints one that Kubernetes takes',
  async () => {
    await using kubernetes = await FakeKubernetes.start();
    await clusterWith(kubernetes);
    const { exitCode, stdout } = await cli(['token', 'dev']);
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      apiVersion: 'client.authentication.k8s.io/v1',
      kind: 'ExecCredential',
      status: { token: expect.stringMatching(/^k8s-aws-v1\./), expirationTimestamp: expect.stringMatching(/^2\d{3}-/) },
    });
    const local = await cli(['token', 'local']);
    expect(local).toMatchObject({ exitCode: 2, output: expect.stringContaining('needs no token') });
  },
  patience,
);

test(
  "kubeconfig prints one for kubectl, and merges it into the user's own",
  async () => {
    await using kubernetes = await FakeKubernetes.start();
    await clusterWith(kubernetes);
    const { stdout } = await cli(['kubeconfig', '--stage', 'dev']);
    expect(stdout).toContain('name: eks-practice-dev');
    expect(stdout).toContain('command: aws');
    const merged = await cli(['kubeconfig', '--stage', 'dev', '--merge']);
    const file = path.join(home, '.kube', 'config');
    expect(merged.stdout).toContain(`${file} has the context eks-practice-dev now.`);
    expect(await readFile(file, 'utf8')).toBe(`${stdout}\n`);
  },
  patience,
);

test(
  'no load is sent to a stage that has no address',
  async () => {
    await using kubernetes = await FakeKubernetes.start();
    await clusterWith(kubernetes);
    const { exitCode, output } = await cli(['load', '--stage', 'dev', '--scenario', 'smoke']);
    expect(output).toContain('Service api of stage dev has no address yet');
    expect(output).toContain('npx eks-practice deploy --stage dev');
    expect(exitCode).toBe(2);
  },
  patience,
);

test(
  'load is held to what the cluster says of the stage, which it asks with tokens of this tool',
  async () => {
    await using kubernetes = await FakeKubernetes.start();
    await clusterWith(kubernetes);
    kubernetes.lists.services = [balancedService('api-service', 'nlb.invalid')];
    const { exitCode, output } = await cli(['load', '--stage', 'dev', '--scenario', 'smoke']);
    expect(output).toContain(
      'Stage dev is not deployed: the cluster lacks the Deployment or the autoscaler of user-api, api',
    );
    expect(exitCode).toBe(2);
    for (const token of kubernetes.tokens) expect(token).toMatch(/^k8s-aws-v1\./);
  },
  patience,
);
