import { refuse } from '@eks-practice/guards/refusal';
import { stageRefusals } from '@eks-practice/guards/stage-refusals';
import { templateRefusals } from '@eks-practice/guards/template-refusals';
import { clusterStackName, workloadsStackName } from '@eks-practice/infra/names';
import { synthesize } from '@eks-practice/infra/synthesize';
import type { EksStage } from '@eks-practice/stages/stage';

/** A stage's stacks, of which nothing is known that speaks against them. */
export interface CheckedStage {
  readonly assembly: ReturnType<typeof synthesize>;
  readonly templates: { readonly cluster: Template; readonly workloads: Template };
}

type Template = Readonly<Record<string, object>>;

/**
 * Everything that can be known of a stage before an image is built or AWS is asked.
 * @throws {UserError} `refused`, with all that speaks against it
 */
export function checkStage(stage: EksStage): CheckedStage {
  // What synthesis needs to be so, such as names of a length that AWS takes, is said first.
  refuse(stageRefusals(stage), `Stage ${stage.name}`);
  const assembly = synthesize([stage]);
  const template = (stack: string): Template => assembly.getStackByName(stack).template as Template;
  const name = workloadsStackName(stage.name);
  const workloads = template(name);
  refuse(templateRefusals(name, workloads), `Stage ${stage.name}`);
  return { assembly, templates: { cluster: template(clusterStackName(stage.cluster.name)), workloads } };
}
