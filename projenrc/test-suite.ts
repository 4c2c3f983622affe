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
  constructor(repo: Monorepo, props: TestSuiteProps) {
    super(repo, `packages/${props.name}`, props);
    this.implicitDependencies.push(...repo.serviceNames, ...(props.runs ?? []).map(({ name }) => name));
    delete this.targets.test;
    this.targets[props.target] = {
      // One at a time: they share the machine's two or more cores with the cluster that they measure.
      ...jestTarget(props.target, { toRoot: this.toRoot, cache: false, flags: '--runInBand' }),
      // testcontainers' reaper is an image that cannot be pulled everywhere; the tests clean up after themselves.
      options: { ...inProject, env: { TESTCONTAINERS_RYUK_DISABLED: 'true' } },
      parallelism: false,
      dependsOn: [{ projects: repo.serviceNames, target: 'image' }],
    };
  }
}
