import { deployedStack, synthesizedStack } from '@eks-practice/aws/diff/described-stack';
import { pseudoParametersOf } from '@eks-practice/aws/diff/pseudo-parameters';
import { stackDiff } from '@eks-practice/aws/diff/stack-diff';
import { imageTags } from '@eks-practice/aws/registry/image-names';
import type { AwsSession } from '@eks-practice/aws/session';
import { imageTagValues, workloadsStackName } from '@eks-practice/infra/names';
import type { EksStage } from '@eks-practice/stages/stage';
import { imagesForNodes } from '../deploy/deploy-images.ts';
import { checkStage } from '../deploy/stage-check.ts';
import type { Place } from '../place/place.ts';
import type { Comparison, Images, StageDiff } from './stage-diff.ts';

export function eksComparison(stage: EksStage, place: Place): Comparison {
  return {
    build: (progress) => imagesForNodes(stage, progress),
    compare: async (images) => {
      const session = await place.session();
      if (!session) throw new TypeError(`stage ${stage.name} is in no account`);
      return eksDiff(stage, session, images);
    },
  };
}

/**
 * Holds the stage's stack as CloudFormation has it against the one that a deploy of these images would make.
 * @throws {UserError} `refused` where a deploy would be, `stack-busy` and its like while another one is under way
 */
async function eksDiff(stage: EksStage, session: AwsSession, images: Images): Promise<StageDiff> {
  const { assembly } = checkStage(stage);
  const stack = workloadsStackName(stage.name);
  const parameters = imageTagValues(imageTags(images));
  const deployed = await deployedStack(session, stack);
  const changes = stackDiff(deployed, synthesizedStack(assembly, stack, parameters), pseudoParametersOf(session));
  return { stage: stage.name, cluster: stage.cluster.name, stack, deployed: deployed !== undefined, ...changes };
}
