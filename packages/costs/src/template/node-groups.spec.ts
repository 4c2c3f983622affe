import { expect, test } from '@jest/globals';
import { nodeGroups } from './node-groups.ts';
import { fixtureStage } from '../stage.fixture.ts';
import { clusterTemplate } from './template.fixture.ts';

const { cluster } = fixtureStage({ nodes: { instanceType: 't4g.small', min: 3, max: 6 } });

test('nodes are as the template says, whatever stages.ts says now', () => {
  expect(nodeGroups(clusterTemplate({ diskGib: 30, cpuCredits: 'standard' }), cluster)).toEqual([
    { instanceType: 't4g.medium', min: 2, max: 4, diskGib: 30, unlimited: false },
  ]);
});

test('what the template does not say is as in stages.ts, and as EKS and EC2 have it', () => {
  const Resources = { Nodes: { Type: 'AWS::EKS::Nodegroup' } };
  expect(nodeGroups({ Resources }, cluster)).toEqual([
    { instanceType: 't4g.small', min: 3, max: 6, diskGib: 20, unlimited: true },
  ]);
});
