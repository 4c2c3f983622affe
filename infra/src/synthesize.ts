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
}

/** The stacks of these stages and of their clusters; needs no credentials, no Docker and no network. */
export function synthesize(stages: readonly EksStage[], options: SynthesizeOptions = {}): CloudAssembly {
  const app = new App({ ...options, analyticsReporting: false });
  stageStacks(app, stages);
  return app.synth();
}
