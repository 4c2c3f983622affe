import { defineStages } from '@eks-practice/stages/define-stages';
import type { StageInput } from '@eks-practice/stages/model';
import { type EksStage, isOnEks } from '@eks-practice/stages/stage';
import { stageNamed } from '@eks-practice/stages/stage-named';

export interface FixtureOptions {
  readonly region?: string;
  readonly nodes?: { readonly instanceType: string; readonly min: number; readonly max: number };
  readonly ingress?: 'nlb' | 'alb';
  readonly services?: NonNullable<StageInput['services']>;
}

/** A stage for the tests, apart from stages.ts, which anybody may edit: `dev`, or a preview such as `pr-7`. */
export function fixtureStage(options: FixtureOptions = {}, name = 'dev'): EksStage {
  const { region = 'us-east-1', nodes = {}, ingress = 'nlb', services = {} } = options;
  const certificateArn = 'arn:aws:acm:us-east-1:123456789012:certificate/1';
  const alb = ingress === 'alb' ? { alb: { domain: 'example.org', certificateArn } } : {};
  const app = defineStages({
    clusters: {
      dev: {
        kind: 'eks',
        region,
        nodes: { instanceType: 't4g.medium', min: 2, max: 4, ...nodes },
        monthlyBudgetUsd: 200,
      },
    },
    stages: { dev: { cluster: 'dev', ingress, ...alb, services } },
    previews: { from: 'dev', timeToLiveHours: 73 },
  });
  const stage = stageNamed(name, app);
  if (!isOnEks(stage)) throw new Error('the fixture is on EKS');
  return stage;
}
