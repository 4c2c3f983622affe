import { expect, test } from '@jest/globals';
import { bundledPackages, licenceOf } from './bundled-packages.ts';
import { purlOf } from './part.ts';

test('each package of npm is listed once, by its folder, and what is our own is not', async () => {
  const parts = await bundledPackages([
    'node_modules/esbuild/lib/main.js',
    'node_modules/esbuild/lib/other.js',
    'node_modules/@swc/core/index.js',
    'packages/errors/src/user-error.ts',
    'builtin:node:http',
  ]);
  expect(parts).toEqual([
    {
      name: '@swc/core',
      version: expect.any(String),
      purl: expect.stringMatching(/^pkg:npm\/%40swc\/core@/),
      licence: 'Apache-2.0',
    },
    { name: 'esbuild', version: expect.any(String), purl: expect.stringMatching(/^pkg:npm\/esbuild@/), licence: 'MIT' },
  ]);
});

test('a package within a package is itself', async () => {
  const [part] = await bundledPackages(['packages/images/node_modules/tar-stream/index.js']);
  expect(part).toMatchObject({ name: 'tar-stream' });
});

test.each([
  [{ license: 'MIT' }, 'MIT'],
  [{ license: { type: 'ISC' } }, 'ISC'],
  [{ licenses: [{ type: 'MIT' }, { type: 'Apache-2.0' }] }, 'MIT OR Apache-2.0'],
  [{}, undefined],
  [{ license: {} }, undefined],
])('the licence that the manifest %j names is %s', (manifest, licence) => {
  expect(licenceOf(manifest)).toBe(licence);
});

test('a version keeps what has another meaning in a URL', () => {
  expect(purlOf('deb/debian', 'libstdc++6', '12.2.0-14+deb12u1')).toBe(
    'pkg:deb/debian/libstdc%2B%2B6@12.2.0-14%2Bdeb12u1',
  );
});
