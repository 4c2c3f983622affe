import { services } from '@eks-practice/catalogue/services';
import type { EksCluster, Named } from '@eks-practice/stages/stage';
import { Duration } from 'aws-cdk-lib';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import { Construct } from 'constructs';
import { repositoryName } from '../names.ts';
import { removalPolicyOf } from './removal-policy.ts';

/** How many images of a service stay: as far back as a stage can be rolled back, over all stages of the cluster. */
const keptImages = 50;

/** A repository for each service's images. */
export class Repositories extends Construct {
  constructor(scope: Construct, id: string, cluster: Named<EksCluster>) {
    super(scope, id);
    for (const { name } of services) {
      new ecr.Repository(this, name, {
        repositoryName: repositoryName(cluster.name, name),
        // A tag is the hash of an image's content: it cannot come to mean another.
        imageTagMutability: ecr.TagMutability.IMMUTABLE,
        imageScanOnPush: true,
        lifecycleRules: [
          { rulePriority: 1, tagStatus: ecr.TagStatus.UNTAGGED, maxImageAge: Duration.days(1) },
          { rulePriority: 2, tagStatus: ecr.TagStatus.ANY, maxImageCount: keptImages },
        ],
        removalPolicy: removalPolicyOf(cluster),
        emptyOnDelete: !cluster.protected,
      });
    }
  }
}
