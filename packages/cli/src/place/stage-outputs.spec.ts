import { publicServices } from '@eks-practice/catalogue/services';
import { stageNamed } from '@eks-practice/stages/stage-named';
import { expect, test } from '@jest/globals';
import { localTarget } from './local-target.ts';
import { outputsText, stageOutputs } from './stage-outputs.ts';
import { describeOutputs } from '../verbs/outputs.ts';

const stage = stageNamed('local');
const target = localTarget(stage, { EKS_PRACTICE_SERVICE_PORT: '28080' });
const images = { api: 'eks-practice/api:1' };
const found = stageOutputs(stage, { urls: target.urls, kubeconfigPath: target.cluster.kubeconfigPath }, images);

test('each public service is found by its main endpoint and its OpenAPI document', () => {
  expect(found.publicServices.map(({ name }) => name)).toEqual(publicServices.map(({ name }) => name));
  for (const { name, path } of publicServices) {
    expect(found.publicServices.find((service) => service.name === name)).toEqual({
      name,
      url: `${target.urls[name]}${path}`,
      openapi: `${target.urls[name]}/openapi.json`,
    });
  }
  expect(found.publicServices[0]?.url).toMatch(/^http:\/\/127\.0\.0\.1:28080\//);
});

test('a person reads addresses, namespace, kubeconfig and images', () => {
  const text = outputsText(found);
  for (const part of [found.publicServices[0]?.url, found.namespace, found.kubeconfig, images.api])
    expect(text).toContain(part);
});

test.each([
  ['running', images, /^Stage local is deployed\./],
  ['running', {}, /nothing is deployed yet.*npx eks-practice deploy/],
  ['stopped', {}, /its cluster is stopped.*npx eks-practice deploy/],
])('it says whether there is anything behind the addresses of a cluster that is %s, with %j', (state, has, says) => {
  expect(describeOutputs({ ...found, images: has }, { state, bringUp: 'npx eks-practice deploy' })).toMatch(says);
});

const aws = { account: '123456789012', region: 'eu-central-1', stack: 'dev-workloads' };

test('a stage on EKS without an address yet says so, and where in AWS it is', () => {
  const facts = { ...aws, stackStatus: 'CREATE_COMPLETE', deploy: 3 };
  const outputs = stageOutputs(stageNamed('dev'), { urls: {}, kubeconfigPath: '/k.yaml', aws: facts }, images);
  expect(outputs).toMatchObject({ endpoint: null, publicServices: [], aws: facts });
  const text = outputsText(outputs);
  expect(text).toMatch(/api +no address yet/);
  expect(text).toMatch(/account +123456789012, eu-central-1\n +stack +dev-workloads \(CREATE_COMPLETE\)\n +deploy +3/);
});
