import { expect, test } from '@jest/globals';
import { isInScope } from './scope.ts';

const ofDev = { 'elbv2.k8s.aws/cluster': 'dev' };
const stage = { cluster: 'dev', stage: 'pr-1' };
const cluster = { cluster: 'dev' };

test.each([
  ["a Service of the stage's", { ...ofDev, 'service.k8s.aws/stack': 'pr-1/api-service' }, true, true],
  ["an Ingress of the stage's", { ...ofDev, 'ingress.k8s.aws/stack': 'pr-1/api' }, true, true],
  ["the stage's group of Ingresses", { ...ofDev, 'ingress.k8s.aws/stack': 'pr-1' }, true, true],
  ['a stage whose name begins alike', { ...ofDev, 'service.k8s.aws/stack': 'pr-12/api-service' }, false, true],
  ['another group of Ingresses', { ...ofDev, 'ingress.k8s.aws/stack': 'pr-12' }, false, true],
  ['a Service that is called as the stage is', { ...ofDev, 'service.k8s.aws/stack': 'other/pr-1' }, false, true],
  ['what all load balancers of the cluster share', { ...ofDev, 'elbv2.k8s.aws/resource': 'backend-sg' }, false, true],
  [
    'the same stage in another cluster',
    { 'elbv2.k8s.aws/cluster': 'dev2', 'service.k8s.aws/stack': 'pr-1/api-service' },
    false,
    false,
  ],
  ['no cluster named', { 'service.k8s.aws/stack': 'pr-1/api-service' }, false, false],
  ["only the repository's own tags", { 'eks-practice:cluster': 'dev', 'eks-practice:stage': 'pr-1' }, false, false],
  ['no tags', {}, false, false],
])('%s', (_, tags, ofStage, ofCluster) => {
  expect(isInScope(tags, stage)).toBe(ofStage);
  expect(isInScope(tags, cluster)).toBe(ofCluster);
});
