import { kubernetesMinor } from '@eks-practice/stages/kubernetes-version';
import { defineStages } from '@eks-practice/stages/define-stages';
import { expect, test } from '@jest/globals';
import { checkCluster } from './cluster-check.ts';
import { requireSameVersion } from './cluster-steps.ts';
import { eksClusterNamed } from './eks-cluster-named.ts';

test.each([undefined, kubernetesMinor])('a cluster of %s can be deployed', (deployed) => {
  expect(() => requireSameVersion('dev', deployed)).not.toThrow();
});

test('a deploy does not change the version by the way', () => {
  expect(() => requireSameVersion('dev', '1.30')).toThrow(
    expect.objectContaining({ code: 'needs-upgrade', remedy: expect.stringContaining('cluster upgrade dev') }),
  );
});

test('a cluster that no stage is in is refused', () => {
  const app = defineStages({
    clusters: { lone: { kind: 'eks', region: 'eu-central-1', nodes: { instanceType: 't4g.medium' } } },
    stages: {},
  });
  expect(() => checkCluster(eksClusterNamed('lone', app), app)).toThrow(
    expect.objectContaining({ code: 'cluster-without-stage', remedy: expect.stringContaining("cluster: 'lone'") }),
  );
});

test('what speaks against a cluster is said once, however many stages it has', () => {
  const app = defineStages({
    clusters: { tiny: { kind: 'eks', region: 'eu-nowhere-1', nodes: { instanceType: 't4g.micro' } } },
    stages: { one: { cluster: 'tiny' }, two: { cluster: 'tiny' } },
  });
  const check = (): unknown => checkCluster(eksClusterNamed('tiny', app), app);
  expect(check).toThrow(expect.objectContaining({ code: 'refused', message: expect.stringContaining('eu-nowhere-1') }));
  try {
    check();
  } catch (error) {
    expect((error as Error).message.match(/eu-nowhere-1/g)).toHaveLength(1);
  }
});
