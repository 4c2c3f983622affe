import { expect, jest, test } from '@jest/globals';
import { aptGetPrefix, ensureCommands, installRemedy, isInstalled } from './system-packages.ts';
import { silent } from '../progress.ts';

test.each([
  { debian: true, root: true, ci: false, prefix: [] },
  { debian: true, root: false, ci: true, prefix: ['sudo', '-n'] },
  { debian: true, root: false, ci: false, prefix: undefined },
  { debian: false, root: true, ci: true, prefix: undefined },
])('debian $debian, root $root, CI $ci -> $prefix', ({ prefix, ...privileges }) => {
  expect(aptGetPrefix(privileges)).toEqual(prefix);
});

test('a command that is there is not asked for', async () => {
  const news: string[] = [];
  await ensureCommands([{ command: 'sh', debianPackage: 'dash', purpose: 'run' }], (line) => news.push(line));
  await ensureCommands([], silent);
  expect(news).toEqual([]);
});

const missing = [
  { command: 'dockerd', debianPackage: 'docker.io', purpose: 'run containers' },
  { command: 'docker', debianPackage: 'docker.io', purpose: 'call it' },
];

test.each([
  { debian: true, root: true, ci: false, remedy: '`npm start` installs it.' },
  { debian: true, root: false, ci: false, remedy: 'Run: sudo apt-get install -y --no-install-recommends docker.io' },
  { debian: false, root: true, ci: false, remedy: expect.stringContaining("Debian's packages are called docker.io.") },
])('debian $debian, root $root: the remedy brings what is missing', ({ remedy, ...here }) => {
  expect(installRemedy(missing, here)).toEqual(remedy);
});

test('a command of root is found without its folder on PATH', async () => {
  const folders = process.env.PATH?.split(':').filter((folder) => !folder.endsWith('/sbin')) ?? [];
  const environment = jest.replaceProperty(process, 'env', { ...process.env, PATH: folders.join(':') });
  expect(await isInstalled('chroot')).toBe(true);
  expect(await isInstalled('no-such-command')).toBe(false);
  environment.restore();
});
