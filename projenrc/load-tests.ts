import type { Monorepo } from './monorepo.ts';
import { inProject, jestTarget } from './nx-config.ts';
import { WorkspacePackage, type WorkspacePackageProps } from './workspace-package.ts';

/** The k6 scenarios with the recorder, the verdict and the report; at the repository's top level. */
export class LoadTests extends WorkspacePackage {
  private readonly repo: Monorepo;

  constructor(repo: Monorepo, props: WorkspacePackageProps) {
    super(repo, props.name, { ...props, devDeps: ['@types/k6', 'axe-core', ...(props.devDeps ?? [])] });
    this.repo = repo;
    const toRoot = this.toRoot;
    this.targets.test = jestTarget('unit', { toRoot, cache: true, flags: '--testPathIgnorePatterns=browser.spec' });
    // Apart, and not cached: whether there is a browser is no input that Nx could know, and without one it is skipped.
    this.targets.browser = jestTarget('browser', { toRoot, cache: false, flags: '--testPathPatterns=browser.spec' });
    // For the README, of the last run or of a report that is named.
    this.targets.picture = { command: 'node src/commands/picture-report.ts', options: inProject, cache: false };
  }

  /** Not sooner: a service may be stated after it. */
  override preSynthesize(): void {
    // The services as they are deployed, beside what others would build: code that knows them all, and so no part of this.
    this.targets.benchmark = {
      command: 'node ../packages/benchmarks/src/benchmark.ts',
      options: inProject,
      cache: false,
      parallelism: false,
      dependsOn: [{ projects: this.repo.serviceNames, target: 'image' }],
    };
  }
}
