import { defineStages } from '@eks-practice/stages/define-stages';
import { type EksStage, isOnEks } from '@eks-practice/stages/stage';

type Input = Parameters<typeof defineStages>[0];

/** A stage `trial` in a cluster `lab`, sound unless told otherwise. */
export function eksStage(
  stage: Partial<Input['stages'][string]> = {},
  cluster: object = {},
  nodes: object = {},
): EksStage {
  const lab = { kind: 'eks', region: 'eu-central-1', nodes: { instanceType: 't4g.medium', ...nodes }, ...cluster };
  const { stages } = defineStages({
    clusters: { lab },
    stages: { trial: { cluster: 'lab', drainSeconds: 180, ...stage } },
  } as Input);
  const { trial } = stages;
  if (!trial || !isOnEks(trial)) throw new Error('the fixture needs a stage on EKS');
  return trial;
}
