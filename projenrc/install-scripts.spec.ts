import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { installScripts } from './install-scripts.ts';

type Lockfile = { packages: Record<string, { hasInstallScript?: boolean }> };

test('of every package that brings an install script it is stated whether it may run', async () => {
  const file = await readFile(path.join(import.meta.dirname, '../package-lock.json'), 'utf8');
  const { packages } = JSON.parse(file) as Lockfile;
  const bringing = Object.entries(packages)
    .filter(([, { hasInstallScript }]) => hasInstallScript === true)
    .map(([folder]) => folder.replace(/^.*node_modules\//, ''));
  expect([...new Set(bringing)].sort()).toEqual(Object.keys(installScripts).sort());
});
