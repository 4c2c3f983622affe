import type { Monorepo } from './monorepo.ts';
import { WorkspacePackage, type WorkspacePackageProps } from './workspace-package.ts';

/** The k6 scenarios with the recorder, the verdict and the report; at the repository's top level. */
export class LoadTests extends WorkspacePackage {
  constructor(repo: Monorepo, props: WorkspacePackageProps) {
    super(repo, props.name, { ...props, devDeps: ['@types/k6', ...(props.devDeps ?? [])] });
  }
}
