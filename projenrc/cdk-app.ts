import type { Monorepo } from './monorepo.ts';
import { inProject } from './nx-config.ts';
import { WorkspacePackage, type WorkspacePackageProps } from './workspace-package.ts';

/** A CDK app at the repository's top level; synthesis needs no credentials, no Docker and no network. */
export class CdkApp extends WorkspacePackage {
  constructor(repo: Monorepo, props: WorkspacePackageProps) {
    // CDK's own types do not agree with each other under this option.
    super(repo, props.name, { ...props, compilerOptions: { exactOptionalPropertyTypes: false } });
    this.targets.synth = {
      command: 'node src/main.ts',
      options: inProject,
      cache: true,
      inputs: ['production', '^production', 'toolchain'],
      outputs: ['{projectRoot}/cdk.out'],
    };
  }
}
