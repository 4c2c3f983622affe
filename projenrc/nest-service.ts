import { type ServiceStatement, statementFaults } from '@eks-practice/catalogue/statement-faults';
import { UserError } from '@eks-practice/errors/user-error';
import { SampleDir } from 'projen';
import { Dockerfile } from './dockerfile.ts';
import { imageTargets } from './image-targets.ts';
import { Library } from './library.ts';
import type { Monorepo } from './monorepo.ts';
import { ServiceDefinition } from './service-definition.ts';
import { serviceSample } from './service-sample/service-sample.ts';

import { WorkspacePackage, type WorkspacePackageProps } from './workspace-package.ts';

export interface NestServiceProps extends WorkspacePackageProps {
  /** The port it listens on, in development and in its container; like `adminPort` no other service's. */
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

  /** @throws {UserError} `invalid-statement`, listing every fault of the statement at once */
  constructor(repo: Monorepo, props: NestServiceProps) {
    const statement = withDefaults(props);
    refuseFaults(statement, repo);
    super(repo, `packages/${props.name}`, {
      ...props,
      decorators: true,
      deps: [
        ...['@nestjs/common', '@nestjs/core', '@nestjs/platform-fastify', 'zod'],
        ...repo.packages.filter((other) => other instanceof Library && other.inEveryService),
        ...(props.deps ?? []),
      ],
    });
    this.port = statement.port;
    this.adminPort = statement.adminPort;
    this.path = statement.path;
    this.public = props.public ?? false;
    this.calls = statement.calls;
    // The bundler and the image builder are the repository's own tools: a change in them is a change in the image.
    this.implicitDependencies.push('images');
    Object.assign(this.targets, imageTargets(props.name));
    new Dockerfile(repo, this);
    // Before the first file of the folder, whose being there keeps the sample away.
    new SampleDir(repo, `${this.directory}/src`, { files: serviceSample(this, `@${repo.name}`) });
    new ServiceDefinition(repo, this);
    repo.registerService(this);
  }

  /** The environment variable in which its callers find where it is, e.g. `USER_API_HOST`. */
  get hostVariable(): string {
    return `${this.name.toUpperCase().replaceAll('-', '_')}_HOST`;
  }
}

function withDefaults(props: NestServiceProps): ServiceStatement & { readonly calls: readonly NestService[] } {
  const { name, port, adminPort = port + 1, path = '/', calls = [] } = props;
  return { name, port, adminPort, path, calls };
}

function refuseFaults(statement: ServiceStatement, repo: Monorepo): void {
  const faults = statementFaults(statement, repo);
  if (faults.length === 0) return;
  const list = faults.map((fault) => `  - ${fault}`).join('\n');
  throw new UserError(`The statement of service "${statement.name}" is wrong:\n${list}`, {
    code: 'invalid-statement',
    remedy: 'Correct it in .projenrc.ts; nothing was written.',
  });
}
