import type { Monorepo } from './monorepo.ts';
import { WorkspacePackage, type WorkspacePackageProps } from './workspace-package.ts';

export interface LibraryProps extends WorkspacePackageProps {
  /**
   * Whether every service stated after it depends on it, without saying so.
   * @default false
   */
  readonly inEveryService?: boolean;
}

/** A package under packages/ that others import, by subpath: `@eks-practice/stages/stages`. */
export class Library extends WorkspacePackage {
  readonly inEveryService: boolean;

  constructor(repo: Monorepo, props: LibraryProps) {
    super(repo, `packages/${props.name}`, props);
    this.inEveryService = props.inEveryService ?? false;
  }
}
