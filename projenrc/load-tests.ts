import type { Monorepo } from './monorepo.ts';
import { jestTarget } from './nx-config.ts';
import { WorkspacePackage, type WorkspacePackageProps } from './workspace-package.ts';

/** The k6 scenarios with the recorder, the verdict and the report; at the repository's top level. */
export class LoadTests extends WorkspacePackage {
  constructor(repo: Monorepo, props: WorkspacePackageProps) {
    super(repo, props.name, { ...props, devDeps: ['@types/k6', ...(props.devDeps ?? [])] });
    const toRoot = this.toRoot;
    this.targets.test = jestTarget('unit', { toRoot, cache: true, flags: '--testPathIgnorePatterns=browser.spec' });
    // Apart, and not cached: whether there is a browser is no input that Nx could know, and without one it is skipped.
    this.targets.browser = jestTarget('browser', { toRoot, cache: false, flags: '--testPathPatterns=browser.spec' });
  }
}
