import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { dataDirectory } from '@eks-practice/machine/disk/directories';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { kubeconfigFor, kubeconfigPathOf, writeKubeconfig } from './kubeconfig.ts';

const ofK3s = `
apiVersion: v1
kind: Config
clusters:
  - name: default
    cluster: { server: 'https://127.0.0.1:6443', certificate-authority-data: Y2E= }
contexts:
  - name: default
    context: { cluster: default, user: default }
users:
  - name: default
    user: { client-certificate-data: Y2VydA==, client-key-data: a2V5 }
current-context: default
`;

test('the server is the published port, and every name is the cluster’s own', () => {
  const result: unknown = parse(kubeconfigFor(ofK3s, 'eks-practice-local', 16443));
  expect(result).toEqual({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [
      {
        name: 'eks-practice-local',
        cluster: { server: 'https://127.0.0.1:16443', 'certificate-authority-data': 'Y2E=' },
      },
    ],
    contexts: [{ name: 'eks-practice-local', context: { cluster: 'eks-practice-local', user: 'eks-practice-local' } }],
    users: [{ name: 'eks-practice-local', user: { 'client-certificate-data': 'Y2VydA==', 'client-key-data': 'a2V5' } }],
    'current-context': 'eks-practice-local',
  });
});

test('a kubeconfig with no user is refused', () => {
  expect(() => kubeconfigFor(ofK3s.replace(/users:[^]*current/, 'users: []\ncurrent'), 'x', 1)).toThrow('no cluster');
});

test('its file lies among the user’s data, one for each cluster', () => {
  const files = ['local', 'other'].map((name) => path.relative(dataDirectory, kubeconfigPathOf(name)));
  expect(files).toEqual(['clusters/local/kubeconfig.yaml', 'clusters/other/kubeconfig.yaml']);
});

test('only its owner can read it, also where an older one was there', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'kubeconfig-'));
  try {
    const file = path.join(folder, 'clusters', 'kubeconfig.yaml');
    for (const content of ['first', 'second']) await writeKubeconfig(file, content);
    expect(await readFile(file, 'utf8')).toBe('second');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  } finally {
    await rm(folder, { recursive: true });
  }
});
