import { Dockerfile } from './dockerfile.ts';
import type { Monorepo } from './monorepo.ts';
import { inProject } from './nx-config.ts';
import { WorkspacePackage, type WorkspacePackageProps } from './workspace-package.ts';

export interface NestServiceProps extends WorkspacePackageProps {
  /** The port it listens on, in development and in its container. */
  readonly port: number;
  /**
   * The services it calls over HTTP.
   * @default - none
   */
  readonly calls?: readonly NestService[];
  /**
   * Whether the world may reach it, through a LoadBalancer; else only its declared callers can.
   * @default false
   */
  readonly public?: boolean;
}

/** A service: its package, image and entry in the catalogue, from which everything else about it is derived. */
export class NestService extends WorkspacePackage {
  readonly port: number;
  readonly public: boolean;
  readonly calls: readonly NestService[];

  constructor(repo: Monorepo, props: NestServiceProps) {
    super(repo, `packages/${props.name}`, {
      ...props,
      decorators: true,
      deps: ['@nestjs/common', '@nestjs/core', '@nestjs/platform-fastify', 'zod', ...(props.deps ?? [])],
    });
    this.port = props.port;
    this.public = props.public ?? false;
    this.calls = props.calls ?? [];
    // The bundler and the image builder are the repository's own tools: a change in them is a change in the image.
    this.implicitDependencies.push('images');
    this.targets.build = {
      command: `node ../images/src/commands/bundle.ts ${props.name}`,
      options: inProject,
      cache: true,
      inputs: ['production', '^production', 'toolchain'],
      outputs: ['{projectRoot}/dist/main.mjs'],
    };
    this.targets.image = {
      command: `node ../images/src/commands/image.ts ${props.name}`,
      options: inProject,
      cache: true,
      dependsOn: ['build', { projects: ['images'], target: 'base-image' }],
      inputs: ['production', '^production', 'toolchain', { env: 'EKS_PRACTICE_BASE_IMAGE' }],
      outputs: ['{projectRoot}/dist/image.json'],
    };
    new Dockerfile(repo, this.directory);
    repo.registerService(this);
  }
}
