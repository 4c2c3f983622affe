import { inProject, type NxTarget } from './nx-config.ts';

/** What a bill of materials is made, checked and judged with; the format's library validates with the ajv that it finds. */
export const sbomLibraries = [
  ...['@cyclonedx/cyclonedx-library', 'ajv', 'ajv-formats', 'ajv-formats-draft2019', 'spdx-satisfies'],
] as const;

/** What a target's name ends in, by the architecture that it names in its command: the host's has none. */
const architectures = { '': '', '-amd64': ' amd64', '-arm64': ' arm64' } as const;

/** The Nx targets that make a service's bundle and its images. */
export function imageTargets(service: string): Record<string, NxTarget> {
  const build: NxTarget = {
    command: `node ../images/src/commands/bundle.ts ${service}`,
    options: inProject,
    cache: true,
    inputs: ['production', '^production', 'toolchain'],
    outputs: ['{projectRoot}/dist/main.mjs'],
  };
  // Of the host's architecture: the others differ in nothing that it lists but the base's word for it.
  const sbom: NxTarget = {
    command: `node ../images/src/commands/sbom.ts ${service}`,
    options: inProject,
    cache: false,
    dependsOn: [{ projects: ['images'], target: 'base-image' }],
    outputs: ['{projectRoot}/dist/sbom.cdx.json'],
  };
  // Named from the root, since `production` leaves out the project's own.
  const dockerfile = `{workspaceRoot}/packages/${service}/Dockerfile`;
  const images = Object.entries(architectures).map(([suffix, argument]): [string, NxTarget] => [
    `image${suffix}`,
    {
      command: `node ../images/src/commands/image.ts ${service}${argument}`,
      options: inProject,
      // Docker may forget an image, and Nx remember it. The command itself builds none that is there.
      cache: false,
      dependsOn: ['build', { projects: ['images'], target: `base-image${suffix}` }],
      inputs: ['production', '^production', 'toolchain', dockerfile],
      outputs: [`{projectRoot}/dist/image${suffix}.json`],
    },
  ]);
  return { build, sbom, ...Object.fromEntries(images) };
}

/** The Nx targets that see to it that Docker has the image which services are built on; never cached, as Docker may forget. */
export const baseImageTargets: Record<string, NxTarget> = Object.fromEntries(
  Object.entries(architectures).map(([suffix, argument]): [string, NxTarget] => [
    `base-image${suffix}`,
    {
      command: `node src/commands/base-image.ts${argument}`,
      options: inProject,
      cache: false,
      outputs: [`{projectRoot}/dist/base-image${suffix}.json`],
    },
  ]),
);
