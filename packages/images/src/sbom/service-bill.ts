import { readFile } from 'node:fs/promises';
import { contentHash } from '@eks-practice/machine/disk/cache';
import { fromRoot } from '@eks-practice/machine/repository';
import type { BaseImage } from '../base-image.ts';
import { bundledFrom } from '../bundle.ts';
import { baseParts } from './base-parts.ts';
import { billOfMaterials } from './bill-of-materials.ts';
import { bundledPackages } from './bundled-packages.ts';
import { refuseLicences } from './licences.ts';

/** Where the `sbom` target of a service leaves its bill of materials. */
export function billPath(service: string): string {
  return fromRoot('packages', service, 'dist/sbom.cdx.json');
}

/**
 * What the image of a service is made of: the packages that are really in its bundle, and what its base has.
 * @param base for this machine's architecture
 * @returns CycloneDX, as JSON
 * @throws {UserError} `licence-refused`, `unknown-base`, `build-failed`
 */
export async function serviceBill(service: string, base: Pick<BaseImage, 'reference'>): Promise<string> {
  const { contents, files } = await bundledFrom(service);
  const parts = [...(await bundledPackages(files)), ...(await baseParts(base.reference))];
  refuseLicences(service, parts);
  const { license } = JSON.parse(await readFile(fromRoot('package.json'), 'utf8')) as { license: string };
  return billOfMaterials({ service, version: contentHash(contents), licence: license, parts });
}
