import { lstat, mkdtemp, readFile, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { mergeInto, mergedKubeconfig, userKubeconfigPath } from './merge-kubeconfig.ts';

const name = 'eks-practice-dev';
const ours = JSON.stringify({
  apiVersion: 'v1',
  kind: 'Config',
  clusters: [{ name, cluster: { server: 'https://new' } }],
  contexts: [{ name, context: { cluster: name, user: name } }],
  users: [{ name, user: { token: 'ours' } }],
  'current-context': name,
});

const users = `# mine
apiVersion: v1
kind: Config
preferences: { colors: true }
clusters:
  - name: work # do not touch
    cluster: { server: 'https://work' }
  - name: eks-practice-dev
    cluster: { server: 'https://old' }
contexts:
  - name: work
    context: { cluster: work, user: me }
users:
  - name: me
    user: { token: secret }
current-context: work
`;

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'kubeconfig-'));
});
afterEach(() => rm(directory, { recursive: true }));

test('what the user has is kept, with comments; what is called the same is replaced; the new context is current', () => {
  const merged = mergedKubeconfig(users, ours);
  expect(parse(merged)).toEqual({
    apiVersion: 'v1',
    kind: 'Config',
    preferences: { colors: true },
    clusters: [
      { name: 'work', cluster: { server: 'https://work' } },
      { name, cluster: { server: 'https://new' } },
    ],
    contexts: [
      { name: 'work', context: { cluster: 'work', user: 'me' } },
      { name, context: { cluster: name, user: name } },
    ],
    users: [
      { name: 'me', user: { token: 'secret' } },
      { name, user: { token: 'ours' } },
    ],
    'current-context': name,
  });
  expect(merged).toMatch(/^# mine\n/);
  expect(merged).toContain('# do not touch');
});

test('a second merge changes nothing', () => {
  const once = mergedKubeconfig(users, ours);
  expect(mergedKubeconfig(once, ours)).toBe(once);
});

test.each(['', '\n', 'apiVersion: v1\nkind: Config\nclusters: null\nusers: []\n'])(
  '%j gets its first entries',
  (empty) => {
    expect(parse(mergedKubeconfig(empty, ours))).toMatchObject(JSON.parse(ours) as object);
  },
);

test.each(['just text', '- a\n- list\n', 'clusters: 3\n', 'a: [unclosed'])('%j is not overwritten', async (text) => {
  const file = path.join(directory, 'config');
  await writeFile(file, text);
  await expect(mergeInto(file, ours)).rejects.toMatchObject({
    code: 'invalid-kubeconfig',
    message: expect.stringContaining(file),
  });
  expect(await readFile(file, 'utf8')).toBe(text);
});

test('a new file is for its owner alone, in a folder that is made', async () => {
  const file = path.join(directory, '.kube', 'config');
  await mergeInto(file, ours);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect((await stat(path.dirname(file))).mode & 0o777).toBe(0o700);
});

test('a link is followed rather than replaced, and nothing else is left behind', async () => {
  const [file, link] = [path.join(directory, 'real'), path.join(directory, 'link')];
  await writeFile(file, users);
  await symlink(file, link);
  await mergeInto(link, ours);
  expect((await lstat(link)).isSymbolicLink()).toBe(true);
  expect(await readFile(file, 'utf8')).toContain('https://new');
  expect((await readdir(directory)).sort()).toEqual(['link', 'real']);
});

test.each([
  [{}, path.join(homedir(), '.kube', 'config')],
  [{ KUBECONFIG: '' }, path.join(homedir(), '.kube', 'config')],
  [{ KUBECONFIG: '/a' }, '/a'],
  [{ KUBECONFIG: ':/a:/b' }, '/a'],
])('with %j it is %s', (environment, file) => {
  expect(userKubeconfigPath(environment)).toBe(file);
});
