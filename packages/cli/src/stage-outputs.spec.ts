import { publicServices } from '@eks-practice/catalogue/services';
import { stageNamed } from '@eks-practice/stages/stage-named';
import { expect, test } from '@jest/globals';
import { localTarget } from './local-target.ts';
import { outputsText, stageOutputs } from './stage-outputs.ts';
import { describeOutputs } from './verbs/outputs.ts';

const stage = stageNamed('local');
const target = localTarget(stage, { EKS_PRACTICE_SERVICE_PORT: '28080' });
const images = { api: 'eks-practice/api:1' };
const found = stageOutputs(stage, target, images);

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

test('it says whether there is anything behind the addresses', () => {
  expect(describeOutputs(found, 'running')).toMatch(/^Stage local is deployed\./);
  expect(describeOutputs({ ...found, images: {} }, 'running')).toMatch(
    /nothing is deployed yet.*npx eks-practice deploy/,
  );
  expect(describeOutputs({ ...found, images: {} }, 'stopped')).toMatch(
    /its cluster is stopped.*npx eks-practice deploy/,
  );
});
