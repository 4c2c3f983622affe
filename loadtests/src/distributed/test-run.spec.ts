import { expect, test } from '@jest/globals';
import { mostBytes, requireSmall } from './archive.ts';
import { segmentsOf } from './segments.ts';
import { type KubernetesManifest, loadNamespace, testRunObjects } from './test-run.ts';

const namespace = loadNamespace({ name: 'local' }, Date.UTC(2026, 10, 22));
const archive = Buffer.from('the archive');
const objects = testRunObjects({ namespace, name: 'load', runners: 3, image: 'grafana/k6:1.8.1', archive });
const spec = (objects.at(-1) as KubernetesManifest).spec as Record<string, Record<string, unknown>>;

test('all is in a namespace of its own, which is made first', () => {
  expect(objects.map(({ kind }) => kind)).toEqual(['Namespace', 'ServiceAccount', 'ConfigMap', 'TestRun']);
  expect(objects[0]?.metadata.labels['pod-security.kubernetes.io/enforce']).toBe('restricted');
  expect(objects.slice(1).map(({ metadata }) => metadata.namespace)).toEqual([namespace, namespace, namespace]);
});

test('a namespace of the longest stage is a DNS label, and no two loads have the same', () => {
  expect(loadNamespace({ name: 'x'.repeat(40) }, Date.UTC(2100, 0, 1))).toMatch(/^[a-z0-9-]{1,63}$/);
  expect(loadNamespace({ name: 'local' }, 1)).not.toBe(loadNamespace({ name: 'local' }, 2));
});

test('the runners get the archive as it is', () => {
  const [, , configMap] = objects as [unknown, unknown, { binaryData: Record<string, string>; metadata: object }];
  expect(spec.script).toEqual({ configMap: { name: 'load', file: 'archive.tar' } });
  expect(Buffer.from(configMap.binaryData['archive.tar'] ?? '', 'base64')).toEqual(archive);
  expect(spec).toMatchObject({ parallelism: 3, runner: { image: 'grafana/k6:1.8.1' } });
});

test.each(['runner', 'starter'])('the %s may do nothing but run', (pod) => {
  expect(spec[pod]).toMatchObject({
    serviceAccountName: 'k6',
    automountServiceAccountToken: 'false',
    securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
    containerSecurityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
  });
});

test('an archive that no ConfigMap holds is refused', () => {
  expect(requireSmall(Buffer.alloc(mostBytes))).toHaveLength(mostBytes);
  expect(() => requireSmall(Buffer.alloc(mostBytes + 1))).toThrow(/1048577 bytes; a ConfigMap holds 1048576/);
});

test.each([
  [1, ['0:1']],
  [2, ['0:1/2', '1/2:1']],
  [3, ['0:1/3', '1/3:2/3', '2/3:1']],
])('%i runners have all of the load', (runners, parts) => {
  expect(segmentsOf(runners)).toEqual(parts);
});
