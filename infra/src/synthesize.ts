import type { EksStage } from '@eks-practice/stages/stage';
import { App } from 'aws-cdk-lib';
import type { CloudAssembly } from 'aws-cdk-lib/cx-api';
import { stageStacks } from './stage-stacks.ts';

export interface SynthesizeOptions {
  /**
   * Where the templates go.
   * @default - a new temporary folder
   */
  readonly outdir?: string;
  /**
   * Whether CDK's linter reads the templates, which takes several times as long as to write them. A test holds ours against
   * it, so a tool that deploys them need not.
   * @default false
   */
  readonly lint?: boolean;
}

/** The stacks of these stages and of their clusters; needs no credentials, no Docker and no network. */
export function synthesize(
  stages: readonly EksStage[],
  { outdir, lint = false }: SynthesizeOptions = {},
): CloudAssembly {
  // CDK has no other switch for it.
  process.env.CDK_VALIDATION = String(lint);
  const app = new App({ ...(outdir === undefined ? {} : { outdir }), analyticsReporting: false });
  stageStacks(app, stages);
  return app.synth();
}
