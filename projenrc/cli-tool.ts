import type { Monorepo } from './monorepo.ts';
import { WorkspacePackage, type WorkspacePackageProps } from './workspace-package.ts';

export interface CliToolProps extends WorkspacePackageProps {
  /** What a user types after `npx`. */
  readonly command: string;
}

/** A command-line tool that runs from source; its launcher sees to the right Node. */
export class CliTool extends WorkspacePackage {
  constructor(repo: Monorepo, props: CliToolProps) {
    super(repo, `packages/${props.name}`, props);
    this.manifestExtras.bin = { [props.command]: './bin/launch.cjs' };
  }
}
