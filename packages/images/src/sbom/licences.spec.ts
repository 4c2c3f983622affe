import { UserError } from '@eks-practice/errors/user-error';
import { expect, test } from '@jest/globals';
import { debianLicence, licenceFault, refuseLicences } from './licences.ts';
import type { Part } from './part.ts';

const bundled = (licence: string | undefined): Part => ({
  name: 'x',
  version: '1.0.0',
  purl: 'pkg:npm/x@1.0.0',
  licence,
});

test.each(['MIT', 'Apache-2.0', '(MIT OR GPL-3.0-only)', 'MIT AND ISC'])('%s may be in a bundle', (licence) => {
  expect(licenceFault(bundled(licence))).toBeUndefined();
});

test.each([
  ...[
    'GPL-2.0-only',
    'GPL-3.0-or-later',
    'LGPL-3.0-only',
    'AGPL-3.0-only',
    'MPL-2.0',
    'SSPL-1.0',
    'MIT AND GPL-3.0-only',
  ],
  ...['UNLICENSED', 'SEE LICENSE IN LICENSE.txt', 'Custom: https://example.org', '', undefined],
])('%j may not', (licence) => {
  expect(licenceFault(bundled(licence))).toContain('x 1.0.0 has');
});

test('of Debian, what somebody has looked at may be beneath a bundle, and nothing else', () => {
  const beneath = (name: string): Part => ({
    name,
    version: '1',
    purl: `pkg:deb/debian/${name}@1`,
    licence: debianLicence(name),
  });
  expect(licenceFault(beneath('libc6'))).toBeUndefined();
  expect(licenceFault(beneath('libreadline8'))).toBe('libreadline8 1 has no licence that is known');
  expect(licenceFault(beneath('constructor'))).toBe('constructor 1 has no licence that is known');
});

test('every part that may not be there is named at once, as a mistake with a remedy', () => {
  const parts = [bundled('MIT'), { ...bundled('GPL-3.0-only'), name: 'y' }, { ...bundled(undefined), name: 'z' }];
  expect(() => refuseLicences('api', parts)).toThrow(UserError);
  expect(() => refuseLicences('api', parts)).toThrow(
    /y 1\.0\.0 has the licence GPL-3\.0-only.*\n.*z 1\.0\.0 has no licence/,
  );
  expect(() => refuseLicences('api', [bundled('MIT')])).not.toThrow();
});
