import { expect, test } from '@jest/globals';
import { imagesInRegistry, registryOf, tagOf, imageTags } from './image-names.ts';

const here = { account: '123456789012', region: 'eu-central-1' };
const inChina = { account: '123456789012', region: 'cn-north-1' };

test('the registry is that of the account and the region, in its partition', () => {
  expect(registryOf(here)).toBe('123456789012.dkr.ecr.eu-central-1.amazonaws.com');
  expect(registryOf(inChina)).toBe('123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn');
});

test.each([
  ['eks-practice/api:0bb888f26e3e650d', '0bb888f26e3e650d'],
  ['127.0.0.1:5000/api:1', '1'],
])('the tag of %s is %s', (reference, tag) => {
  expect(tagOf(reference)).toBe(tag);
  expect(imageTags({ api: reference })).toEqual({ api: tag });
});

test('an image is called by its registry, its cluster, its service and its tag', () => {
  expect(imagesInRegistry(inChina, 'dev', { api: '1' })).toEqual({
    api: '123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/dev/api:1',
  });
});
