import { Dockerfile } from './dockerfile.ts';
import { imageTargets } from './image-targets.ts';
import type { Monorepo } from './monorepo.ts';
import { ServiceDefinition } from './service-definition.ts';
import { WorkspacePackage, type WorkspacePackageProps } from './workspace-package.ts';

export interface NestServiceProps extends WorkspacePackageProps {
  /** The port it listens on, in development and in its container. */
  readonly port: number;
  /**
   * The port of what is not for its callers: health and metrics.
   * @default - the one after `port`
   */
  readonly adminPort?: number;
  /**
   * The path of its main endpoint, a GET: what the load harness asks for, and what is shown after a deploy.
   * @default '/'
   */
  readonly path?: string;
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
  readonly adminPort: number;
  readonly path: string;
  readonly public: boolean;
  readonly calls: readonly NestService[];

  constructor(repo: Monorepo, props: NestServiceProps) {
    super(repo, `packages/${props.name}`, {
      ...props,
      decorators: true,
      deps: ['@nestjs/common', '@nestjs/core', '@nestjs/platform-fastify', 'zod', ...(props.deps ?? [])],
    });
    this.port = props.port;
    this.adminPort = props.adminPort ?? props.port + 1;
    this.path = props.path ?? '/';
    this.public = props.public ?? false;
    this.calls = props.calls ?? [];
    // The bundler and the image builder are the repository's own tools: a change in them is a change in the image.
    this.implicitDependencies.push('images');
    Object.assign(this.targets, imageTargets(props.name));
    new Dockerfile(repo, this.directory);
    new ServiceDefinition(repo, this);
    repo.registerService(this);
  }

  /** The environment variable in which its callers find where it is, e.g. `USER_API_HOST`. */
  get hostVariable(): string {
    return `${this.name.toUpperCase().replaceAll('-', '_')}_HOST`;
  }
}
