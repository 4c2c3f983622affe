import { inProject, type NxTarget } from './nx-config.ts';

/** The Nx targets that make a service's bundle and its image. */
export function imageTargets(service: string): Record<string, NxTarget> {
  return {
    build: {
      command: `node ../images/src/commands/bundle.ts ${service}`,
      options: inProject,
      cache: true,
      inputs: ['production', '^production', 'toolchain'],
      outputs: ['{projectRoot}/dist/main.mjs'],
    },
    image: {
      command: `node ../images/src/commands/image.ts ${service}`,
      options: inProject,
      cache: true,
      dependsOn: ['build', { projects: ['images'], target: 'base-image' }],
      inputs: ['production', '^production', 'toolchain', { env: 'EKS_PRACTICE_BASE_IMAGE' }],
      outputs: ['{projectRoot}/dist/image.json'],
    },
  };
}
