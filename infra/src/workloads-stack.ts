import { services } from '@eks-practice/catalogue/services';
import type { EksStage } from '@eks-practice/stages/stage';
import { stageObjects } from '@eks-practice/workloads/stage-objects';
import { CfnParameter, Stack, type StackProps } from 'aws-cdk-lib';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import type { Construct } from 'constructs';
import { clusterParameters, imageTagParameter, repositoryName } from './names.ts';

export interface WorkloadsStackProps extends StackProps {
  readonly stage: EksStage;
}

/**
 * What changes often: one stage's Kubernetes objects in a cluster that stands already. Each object is a resource of its
 * own, so that CloudFormation compares them one by one and deletes every kind that the stage no longer has.
 */
export class WorkloadsStack extends Stack {
  constructor(scope: Construct, id: string, { stage, ...props }: WorkloadsStackProps) {
    super(scope, id, props);
    const token = ssm.StringParameter.valueForStringParameter(
      this,
      clusterParameters(stage.cluster.name).kubectlProvider,
    );
    const cluster = eks.Cluster.fromClusterAttributes(this, 'Cluster', {
      clusterName: stage.cluster.name,
      kubectlProvider: eks.KubectlProvider.fromKubectlProviderAttributes(this, 'Kubectl', { serviceToken: token }),
    });

    let namespace: eks.KubernetesManifest | undefined;
    for (const object of stageObjects({ stage, images: this.images(stage) })) {
      const { kind, metadata } = object;
      const manifest = new eks.KubernetesManifest(this, `${kind}-${metadata.name}`, {
        cluster,
        manifest: [{ ...object }],
      });
      // The namespace comes first and goes last.
      if (namespace) manifest.node.addDependency(namespace);
      else namespace = manifest;
    }
  }

  /** A tag is the hash of its image's content, known to whoever deploys: synthesis needs neither the images nor Docker. */
  private images(stage: EksStage): Record<string, string> {
    return Object.fromEntries(
      services.map(({ name }) => {
        const tag = new CfnParameter(this, imageTagParameter(name), {
          description: `The image tag of ${name}.`,
        });
        return [
          name,
          `${this.account}.dkr.ecr.${this.region}.${this.urlSuffix}/${repositoryName(stage.cluster.name, name)}:${tag.valueAsString}`,
        ];
      }),
    );
  }
}
