import type { Monorepo } from './monorepo.ts';
import { inProject, jestTarget } from './nx-config.ts';
import { WorkspacePackage, type WorkspacePackageProps } from './workspace-package.ts';

export interface TestSuiteProps extends WorkspacePackageProps {
  /** The Nx target that runs it. Both use the services' images; `e2e` starts a cluster as well. */
  readonly target: 'integration' | 'e2e';
  /**
   * Packages whose commands the tests run without importing them.
   * @default - none
   */
  readonly runs?: readonly WorkspacePackage[];
}

/** Tests that span packages and need Docker: a package of their own, so that a unit-test run never waits for them. */
export class TestSuite extends WorkspacePackage {
  private readonly repo: Monorepo;
  private readonly props: TestSuiteProps;

  constructor(repo: Monorepo, props: TestSuiteProps) {
    super(repo, `packages/${props.name}`, props);
    this.repo = repo;
    this.props = props;
    delete this.targets.test;
  }

  /** Not sooner: a service may be stated after the tests. */
  override preSynthesize(): void {
    const { runs = [], target } = this.props;
    const { serviceNames } = this.repo;
    this.implicitDependencies.push(...serviceNames, ...runs.map(({ name }) => name));
    this.targets[target] = {
      // One at a time: they share the machine's two or more cores with the cluster that they measure.
      ...jestTarget(target, { toRoot: this.toRoot, cache: false, flags: '--runInBand' }),
      // testcontainers' reaper is an image that cannot be pulled everywhere; the tests clean up after themselves.
      options: { ...inProject, env: { FORCE_COLOR: '0', TESTCONTAINERS_RYUK_DISABLED: 'true' } },
      parallelism: false,
      dependsOn: [{ projects: serviceNames, target: 'image' }],
    };
  }
}
