import { expect, test } from '@jest/globals';
import { defineStages } from '@eks-practice/stages/define-stages';
import { eksClusterNamed } from '../eks-cluster/eks-cluster-named.ts';
import { stageToRemove } from './remove-target.ts';

const nodes = { instanceType: 't4g.medium' };
const app = defineStages({
  clusters: {
    local: { kind: 'local' },
    dev: { kind: 'eks', region: 'eu-central-1', nodes },
    other: { kind: 'eks', region: 'eu-central-1', nodes },
  },
  stages: {
    local: { cluster: 'local' },
    dev: { cluster: 'dev', drainSeconds: 180 },
    live: { cluster: 'dev', drainSeconds: 180, protected: true },
  },
  previews: { from: 'dev' },
});

test('a local stage is local, and one on EKS leads to its cluster', () => {
  expect(stageToRemove('local', undefined, app).local?.name).toBe('local');
  expect(stageToRemove('pr-12', undefined, app).eks).toMatchObject({ name: 'pr-12', known: true, protected: false });
});

test.each([
  { name: 'old', cluster: 'dev', known: false, isProtected: false },
  { name: 'dev', cluster: 'dev', known: true, isProtected: false },
  { name: 'dev', cluster: 'other', known: false, isProtected: false },
  { name: 'live', cluster: 'other', known: false, isProtected: true },
])('$name, with the cluster $cluster named', ({ name, cluster, known, isProtected }) => {
  const { eks } = stageToRemove(name, cluster, app);
  expect(eks).toMatchObject({ name, known, protected: isProtected, cluster: { name: cluster, kind: 'eks' } });
});

test('a stage that is not known, but may be deployed, has a way out', () => {
  expect(() => stageToRemove('old', undefined, app)).toThrow(
    expect.objectContaining({
      code: 'unknown-stage',
      remedy: expect.stringMatching(/--stage old --cluster <its EKS cluster>$/),
    }),
  );
});

test.each(['../dev', 'dev;reboot', '$(id)', 'Dev', '-rf', '', 'a'.repeat(41)])(
  '%j is no stage, with a cluster named or without',
  (name) => {
    const unknown = expect.objectContaining({
      code: 'unknown-stage',
      remedy: expect.not.stringContaining('--cluster'),
    });
    expect(() => stageToRemove(name, undefined, app)).toThrow(unknown);
    expect(() => stageToRemove(name, 'dev', app)).toThrow(unknown);
  },
);

test('a cluster must be known, and on EKS', () => {
  expect(() => stageToRemove('old', 'deev', app)).toThrow(expect.objectContaining({ code: 'unknown-cluster' }));
  expect(() => stageToRemove('old', 'local', app)).toThrow(expect.objectContaining({ code: 'not-on-eks' }));
  expect(eksClusterNamed('dev', app).region).toBe('eu-central-1');
});
