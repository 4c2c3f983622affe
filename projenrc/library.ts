import type { Monorepo } from './monorepo.ts';
import { WorkspacePackage, type WorkspacePackageProps } from './workspace-package.ts';

/** A package under packages/ that others import, by subpath: `@eks-practice/stages/stages`. */
export class Library extends WorkspacePackage {
  constructor(repo: Monorepo, props: WorkspacePackageProps) {
    super(repo, `packages/${props.name}`, props);
  }
}
