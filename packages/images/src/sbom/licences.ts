import { UserError } from '@eks-practice/errors/user-error';
import satisfies from 'spdx-satisfies';
import type { Part } from './part.ts';

/** What may be built into a bundle: licences that ask for no more than to be named. */
const permissive = [
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  'MIT',
  'MIT-0',
  'Zlib',
];

const gccRuntime = 'GPL-3.0-or-later WITH GCC-exception-3.1';

/**
 * What a base image may have of Debian, by name: each was looked up in its `copyright` file. They are used as Debian made
 * them, beside the bundle and not in it, so these licences ask nothing of what runs on them.
 */
const ofDebian: Readonly<Record<string, string>> = {
  'base-files': 'GPL-2.0-or-later',
  'ca-certificates': 'MPL-2.0 AND GPL-2.0-or-later',
  'gcc-12-base': gccRuntime,
  libc6: 'LGPL-2.1-or-later',
  'libgcc-s1': gccRuntime,
  libgomp1: gccRuntime,
  libssl3: 'Apache-2.0',
  'libstdc++6': gccRuntime,
  // base-files asks for an awk; the program itself is left out.
  mawk: 'GPL-2.0-only',
  netbase: 'GPL-2.0-only',
  tzdata: 'LicenseRef-public-domain',
};

/** The licence of one of Debian's packages; undefined where nobody has looked yet. */
export function debianLicence(name: string): string | undefined {
  return Object.hasOwn(ofDebian, name) ? ofDebian[name] : undefined;
}

/** Why a part may not be in an image; undefined where it may. */
export function licenceFault({ name, version, purl, licence }: Part): string | undefined {
  const part = `${name} ${version}`;
  if (licence === undefined) return `${part} has no licence that is known`;
  if (purl.startsWith('pkg:deb/') || isPermissive(licence)) return undefined;
  return `${part} has the licence ${licence}, which is none of ${permissive.join(', ')}`;
}

/** What is no SPDX expression, such as `SEE LICENSE IN file`, is none that is known. */
function isPermissive(licence: string): boolean {
  try {
    return satisfies(licence, permissive);
  } catch {
    return false;
  }
}

/** @throws {UserError} `licence-refused`, naming every part that may not be in the image, and why */
export function refuseLicences(service: string, parts: readonly Part[]): void {
  const faults = parts.flatMap((part) => licenceFault(part) ?? []);
  if (faults.length === 0) return;
  throw new UserError(
    `The image of ${service} has what it may not:\n${faults.map((each) => `  - ${each}`).join('\n')}`,
    {
      code: 'licence-refused',
      remedy: 'Do without it; or, where its licence will do, add that to packages/images/src/sbom/licences.ts.',
    },
  );
}
