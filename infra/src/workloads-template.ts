import { mkdtempDisposableSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { EksStage } from '@eks-practice/stages/stage';
import { App } from 'aws-cdk-lib';
import { workloadsStackName } from './names.ts';
import type { ObjectsTemplate } from './template-objects.ts';
import { WorkloadsStack } from './workloads-stack.ts';

/**
 * The template of a stage's stack alone: for who wants to look at it. A deploy takes it from `synthesize`, which makes the
 * cluster's as well.
 */
export function workloadsTemplate(stage: EksStage): ObjectsTemplate {
  const name = workloadsStackName(stage.name);
  using folder = mkdtempDisposableSync(path.join(tmpdir(), 'workloads-'));
  const app = new App({ outdir: folder.path, analyticsReporting: false });
  new WorkloadsStack(app, name, { stage, env: { region: stage.cluster.region } });
  return app.synth().getStackByName(name).template as ObjectsTemplate;
}
