import { services } from '@eks-practice/catalogue/services';
import type { EksStage } from '@eks-practice/stages/stage';
import { type KubernetesObject, stageObjects } from '@eks-practice/workloads/stage-objects';
import { CfnParameter, CfnResource, Stack, type StackProps } from 'aws-cdk-lib';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import type { Construct } from 'constructs';
import { clusterParameters, deployedImagesParameter, imageTagParameter, repositoryName } from './names.ts';

export interface WorkloadsStackProps extends StackProps {
  readonly stage: EksStage;
}

/**
 * How long CloudFormation waits for one object, in seconds; without this, an hour. The handler itself is ended after 900 s. The
 * longest of them is the namespace's deletion, which waits for the last pod's drain, at most 615 s.
 */
const serviceTimeoutSeconds = 960;

/**
 * What changes often: one stage's Kubernetes objects in a cluster that stands already. Each object is a resource of its
 * own, so that CloudFormation compares them one by one and deletes every kind that the stage no longer has.
 */
export class WorkloadsStack extends Stack {
  constructor(scope: Construct, id: string, { stage, ...props }: WorkloadsStackProps) {
    super(scope, id, props);
    const cluster = this.cluster(stage);
    const tags = this.imageTags();
    const manifests = new Map<KubernetesObject, eks.KubernetesManifest>();
    for (const object of stageObjects({ stage, images: this.images(stage, tags) })) {
      const manifest = this.manifest(cluster, object);
      for (const [earlier, dependency] of manifests) {
        if (comesBefore(earlier, object)) manifest.node.addDependency(dependency);
      }
      manifests.set(object, manifest);
    }

    const deployed = new ssm.StringParameter(this, 'DeployedImages', {
      parameterName: deployedImagesParameter(stage.name),
      description: `The image tags that stage ${stage.name} runs; each version is a deploy.`,
      stringValue: this.toJsonString(tags),
    });
    // What was not applied was not deployed.
    for (const manifest of manifests.values()) deployed.node.addDependency(manifest);
  }

  private cluster({ cluster: { name: clusterName } }: EksStage): eks.ICluster {
    const token = ssm.StringParameter.valueForStringParameter(this, clusterParameters(clusterName).kubectlProvider);
    return eks.Cluster.fromClusterAttributes(this, 'Cluster', {
      clusterName,
      kubectlProvider: eks.KubectlProvider.fromKubectlProviderAttributes(this, 'Kubectl', { serviceToken: token }),
    });
  }

  /** Its id is the object's name, so that another object is another resource: the old one is deleted, whatever its kind. */
  private manifest(cluster: eks.ICluster, object: KubernetesObject): eks.KubernetesManifest {
    const manifest = new eks.KubernetesManifest(this, `${object.kind}-${object.metadata.name}`, {
      cluster,
      manifest: [{ ...object }],
      // A creation that was cut short leaves its object behind, for CloudFormation does not delete what it does not know to
      // be there. The next one takes it over instead of failing on it.
      overwrite: true,
    });
    const resource = manifest.node.findChild('Resource').node.defaultChild;
    if (!(resource instanceof CfnResource)) throw new Error('a KubernetesManifest has no CloudFormation resource');
    resource.addPropertyOverride('ServiceTimeout', serviceTimeoutSeconds);
    return manifest;
  }

  /** A tag is the hash of its image's content, known to whoever deploys: synthesis needs neither the images nor Docker. */
  private imageTags(): Record<string, string> {
    return Object.fromEntries(
      services.map(({ name }) => {
        const tag = new CfnParameter(this, imageTagParameter(name), {
          description: `The image tag of ${name}: a hash of its content.`,
          allowedPattern: '[0-9a-f]{16}',
          constraintDescription: 'must be the 16 hexadecimal digits of a content hash',
        });
        return [name, tag.valueAsString];
      }),
    );
  }

  private images(stage: EksStage, tags: Readonly<Record<string, string>>): Record<string, string> {
    const registry = `${this.account}.dkr.ecr.${this.region}.${this.urlSuffix}`;
    return Object.fromEntries(
      Object.entries(tags).map(([service, tag]) => [
        service,
        `${registry}/${repositoryName(stage.cluster.name, service)}:${tag}`,
      ]),
    );
  }
}

/**
 * Whether an object has to be there before another is made, and go after it. The namespace is first and last. A service's
 * pods come when all else that concerns them is there: their identity, the policies that they would else run without, and
 * what the load balancer's readiness gate is worked out from, as a pod only gets one when it is made.
 */
function comesBefore(earlier: KubernetesObject, object: KubernetesObject): boolean {
  if (earlier.kind === 'Namespace') return true;
  const nameLabel = 'app.kubernetes.io/name';
  const owner = earlier.metadata.labels?.[nameLabel];
  return object.kind === 'Deployment' && (owner === undefined || owner === object.metadata.labels?.[nameLabel]);
}
