import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fromRoot } from '@eks-practice/machine/repository';
import { expect, test } from '@jest/globals';

const isOldForNativeParts = createRequire(import.meta.url)('./old-node.cjs') as (version: string) => boolean;

interface LockedPackage {
  readonly optional?: boolean;
  readonly os?: readonly string[];
  readonly engines?: { readonly node?: string };
}

test.each([
  ['18.20.4', true],
  ['20.18.3', true],
  ['20.19.0', false],
  ['21.7.3', true],
  ['22.11.0', true],
  ['22.12.0', false],
  ['23.0.0', false],
  ['24.21.0', false],
])('whether npm on Node %s leaves native parts out: %s', (version, old) => {
  expect(isOldForNativeParts(version)).toBe(old);
});

test('no native part asks for more of Node than that', async () => {
  const { packages } = JSON.parse(await readFile(fromRoot('package-lock.json'), 'utf8')) as {
    packages: Readonly<Record<string, LockedPackage>>;
  };
  const native = Object.values(packages).filter(({ optional, os }) => optional && os);
  const wanted = new Set(native.flatMap(({ engines }) => engines?.node ?? []));
  const any = (range: string): boolean => Number(/^>= ?(\d+)(\.0)*$/.exec(range)?.[1]) <= 18;
  expect([...wanted].filter((range) => !any(range))).toEqual(['^20.19.0 || >=22.12.0']);
});
