import { builtImages } from '@eks-practice/images/built-images';
import { stageObjects } from '@eks-practice/workloads/stage-objects';
import { objectChanges } from '@eks-practice/aws/diff/object-changes';
import { answered } from '../kubernetes/client.ts';
import type { Place } from '../place/place.ts';
import { requireRunning } from '../place/running-cluster.ts';
import { type NamespaceDiff, namespaceDiff } from './namespace-diff.ts';
import type { Comparison, Images, StageDiff } from './stage-diff.ts';

export function localComparison(place: Place): Comparison {
  return {
    build: (progress) => builtImages(Object.keys(place.stage.services), progress),
    compare: (images) => localDiff(place, images),
  };
}

/**
 * Holds what the local cluster has against what a deploy would apply.
 * @throws {UserError} `cluster-not-running` where it has something, but cannot be asked
 */
async function localDiff(place: Place, images: Images): Promise<StageDiff> {
  const { stage } = place;
  const objects = stageObjects({ stage, images });
  const { state } = await place.look();
  const found: NamespaceDiff =
    state === 'absent'
      ? { deployed: false, kubernetes: objectChanges([], objects) }
      : await answered(
          namespaceDiff(await (await requireRunning(place, 'compare with')).client(), stage.name, objects),
        );
  return { stage: stage.name, cluster: stage.cluster.name, stack: null, aws: [], ...found };
}
