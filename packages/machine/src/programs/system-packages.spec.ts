import { expect, test } from '@jest/globals';
import { aptGetPrefix, ensureCommands } from './system-packages.ts';
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
