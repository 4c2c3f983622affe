import type { Monorepo } from './monorepo.ts';
import { inProject } from './nx-config.ts';
import { WorkspacePackage, type WorkspacePackageProps } from './workspace-package.ts';

/** A CDK app at the repository's top level; synthesis needs no credentials, no Docker and no network. */
export class CdkApp extends WorkspacePackage {
  constructor(repo: Monorepo, props: WorkspacePackageProps) {
    super(repo, props.name, props);
    // A template as it was looked at last, written by the tests.
    repo.annotateGenerated(`/${props.name}/src/__snapshots__/**`);
    this.targets.synth = {
      command: 'node src/main.ts',
      options: inProject,
      cache: true,
      inputs: ['production', '^production', 'toolchain'],
      outputs: ['{projectRoot}/cdk.out'],
    };
    // Of the cluster that the variable names; the tool says so where there is none.
    this.targets['deploy-cluster'] = {
      command: 'node ../packages/cli/bin/launch.cjs cluster deploy "$EKS_PRACTICE_EKS_CLUSTER"',
      options: inProject,
      cache: false,
    };
    this.targets.benchmark = {
      command: 'node src/benchmark/synth-benchmark.ts',
      options: inProject,
      cache: false,
      parallelism: false,
    };
  }
}
