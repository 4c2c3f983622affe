import type { Monorepo } from './monorepo.ts';
import { inProject } from './nx-config.ts';
import { WorkspacePackage, type WorkspacePackageProps } from './workspace-package.ts';

export interface CliToolProps extends WorkspacePackageProps {
  /** What a user types after `npx`. */
  readonly command: string;
}

/** A command-line tool that runs from source; its launcher sees to the right Node. */
export class CliTool extends WorkspacePackage {
  private readonly repo: Monorepo;

  constructor(repo: Monorepo, props: CliToolProps) {
    super(repo, `packages/${props.name}`, props);
    this.manifestExtras.bin = { [props.command]: './bin/launch.cjs' };
    this.repo = repo;
  }

  /** Not sooner: a service may be stated after the tool. */
  override preSynthesize(): void {
    // What the deploy verb builds for itself it finds in the cache; naming it here lets Nx build beside other work.
    this.targets.deploy = {
      command: 'node bin/launch.cjs deploy',
      options: inProject,
      cache: false,
      dependsOn: [{ projects: this.repo.serviceNames, target: 'image' }],
    };
  }
}
