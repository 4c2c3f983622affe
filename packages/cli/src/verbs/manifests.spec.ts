import { expect, test } from '@jest/globals';
import type { EksStage } from '@eks-practice/stages/stage';
import { stageNamed } from '@eks-practice/stages/stage-named';
import { inRegistry } from './manifests.ts';

const images = { api: 'eks-practice/api:1' };
const dev = stageNamed('dev') as EksStage;

test('on this machine the images are called as Docker has them', () => {
  expect(inRegistry(stageNamed('local'), images)).toBe(images);
});

test.each([
  ['eu-central-1', '123456789012.dkr.ecr.eu-central-1.amazonaws.com/dev/api:1'],
  ['cn-north-1', '123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/dev/api:1'],
])('on EKS in %s they are called as a deploy would call them', (region, api) => {
  expect(inRegistry({ ...dev, cluster: { ...dev.cluster, account: '123456789012', region } }, images)).toEqual({ api });
});
