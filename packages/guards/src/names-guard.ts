import { services } from '@eks-practice/catalogue/services';
import type { EksStage } from '@eks-practice/stages/stage';
import type { Refusal } from './refusal.ts';

/** Something that AWS or Kubernetes calls by a name made of ours, and how long it may be. */
interface MadeName {
  readonly what: string;
  readonly name: string;
  readonly most: number;
  /** The fields that it is made of. */
  readonly from: string;
}

/** Whether every name that is made of the cluster's, the stage's and the services' is within its limit. */
export function nameRefusals(stage: EksStage): Refusal[] {
  return madeNames(stage)
    .filter(({ name, most }) => name.length > most)
    .map(({ what, name, most, from }) => ({
      guard: 'name-length',
      message: `The ${what} would be called ${name}: ${name.length} characters, of which ${most} are allowed.`,
      remedy: `Shorten ${from} by ${name.length - most}.`,
    }));
}

/** Limits: the services' quotas in their user guides; Kubernetes' for a label's value and a DNS label. */
function madeNames({ name: stage, cluster: { name: cluster } }: EksStage): MadeName[] {
  const ofCluster = `the name of clusters.${cluster}`;
  const ofStage = `the name of stages.${stage}`;
  return [
    { what: 'EKS cluster', name: cluster, most: 100, from: ofCluster },
    { what: 'namespace', name: stage, most: 63, from: ofStage },
    // The roles' names end with what tells their purpose; the longest is 24 characters.
    { what: 'IAM role', name: `eks-practice-${cluster}-cluster-autoscaler`, most: 64, from: ofCluster },
    { what: 'cluster tag', name: `kubernetes.io/cluster/${cluster}`, most: 128, from: ofCluster },
    ...services.flatMap(({ name }) => [
      { what: 'ECR repository', name: `${cluster}/${name}`, most: 256, from: `the name of service ${name}` },
      { what: 'Kubernetes Service', name: `${name}-service`, most: 63, from: `the name of service ${name}` },
      // Kubernetes adds 17 characters to a Deployment's name for its pods: -<10>-<5>.
      { what: 'pod', name: `${name}-0123456789-01234`, most: 63, from: `the name of service ${name}` },
    ]),
  ];
}
