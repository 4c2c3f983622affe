import { CreateRepositoryCommand, ECRClient, PutImageCommand } from '@aws-sdk/client-ecr';
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { earlierDeploys } from '@eks-practice/aws/deploy-history';
import { openSession } from '@eks-practice/aws/session';
import { deployedImagesParameter } from '@eks-practice/infra/names';
import type { RunResult } from '@eks-practice/machine/run';
import type { EksStage } from '@eks-practice/stages/stage';
import { stageNamed } from '@eks-practice/stages/stage-named';
import { expect, test } from '@jest/globals';
import { emulatedAws } from './emulator-suite.ts';
import { runTool } from './run-tool.ts';

emulatedAws();
const dev = stageNamed('dev') as EksStage;
const { region } = dev.cluster;

/** As the stage's stack writes its parameter, a deploy after another. */
async function deployed(...deploys: readonly object[]): Promise<void> {
  const ssm = new SSMClient({ region });
  const Name = deployedImagesParameter(dev.name);
  for (const tags of deploys)
    await ssm.send(new PutParameterCommand({ Name, Type: 'String', Overwrite: true, Value: JSON.stringify(tags) }));
}

/** The tool as a user calls it, with the environment of this process: the emulator is its AWS. */
async function rollback(...args: readonly string[]): Promise<RunResult> {
  return runTool(['rollback', ...args]);
}

const [first, second] = [
  { api: 'aaaaaaaaaaaaaaaa', 'user-api': 'cccccccccccccccc' },
  { api: 'bbbbbbbbbbbbbbbb', 'user-api': 'cccccccccccccccc' },
];

test('each version of the parameter is a deploy, and more than a page of them are read', async () => {
  const many = Array.from({ length: 60 }, (_, index) => ({ ...first, api: String(index) }));
  await deployed(...many);
  const found = await earlierDeploys(await openSession({ region }), dev);
  expect(found.map(({ tags }) => tags)).toEqual(many);
  expect(found.map(({ number }) => number)).toEqual(many.map((_, index) => index + 1));
}, 60_000);

test('rollback --list shows the deploys, the latest first', async () => {
  await deployed(first, second, first);
  const { exitCode, stdout } = await rollback('--stage', 'dev', '--list');
  expect(exitCode).toBe(0);
  expect(stdout.trimEnd().split('\n')).toEqual([
    expect.stringMatching(/^deploy +at +user-api +api$/),
    expect.stringMatching(/^3 .*Z +c{16} +a{16} +present$/),
    expect.stringMatching(/^2 .*Z +c{16} +b{16}$/),
    expect.stringMatching(/^1 .*Z +c{16} +a{16} +the same images$/),
  ]);
}, 60_000);

test('rollback goes on to a deploy of images that the registry has, without building any', async () => {
  await deployed(first, second);
  const ecr = new ECRClient({ region });
  const imageManifestMediaType = 'application/vnd.oci.image.manifest.v1+json';
  const imageManifest = JSON.stringify({ schemaVersion: 2, config: {}, layers: [] });
  for (const [service, imageTag] of Object.entries(first)) {
    const repositoryName = `dev/${service}`;
    await ecr.send(new CreateRepositoryCommand({ repositoryName }));
    await ecr.send(new PutImageCommand({ repositoryName, imageTag, imageManifest, imageManifestMediaType }));
  }
  const { exitCode, output } = await rollback('--stage', 'dev');
  expect(output).toContain('There is no EKS cluster dev');
  expect(output).not.toContain('Service images');
  expect(exitCode).toBe(2);
}, 120_000);

test('rollback refuses images that the registry no longer has, and names them', async () => {
  await deployed(first, second);
  const ecr = new ECRClient({ region });
  await ecr.send(new CreateRepositoryCommand({ repositoryName: 'dev/api' }));
  const { exitCode, output } = await rollback('--stage', 'dev', '--json');
  expect(exitCode).toBe(2);
  expect(JSON.parse(output)).toMatchObject({
    error: {
      code: 'images-expired',
      message: expect.stringContaining('deploy 1: dev/api:aaaaaaaaaaaaaaaa, dev/user-api:cccccccccccccccc'),
      remedy: expect.stringContaining('rollback --list --stage dev'),
    },
  });
}, 60_000);

test.each([
  [['--stage', 'dev'], 'not-deployed'],
  [['--stage', 'local'], 'not-on-eks'],
])(
  'rollback %j is refused: %s',
  async (args, code) => {
    const { exitCode, output } = await rollback(...args, '--json');
    expect({ exitCode, ...JSON.parse(output) }).toMatchObject({ exitCode: 2, error: { code } });
  },
  60_000,
);
