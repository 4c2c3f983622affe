import type { EksStage } from '@eks-practice/stages/stage';
import type { Refusal } from './refusal.ts';

/** What was found of the cluster that a stage is to go to. */
export interface FoundCluster {
  /** Of the control plane, e.g. `1.36`. */
  readonly version: string;
  /** Of the kubectl that applies the objects. */
  readonly kubectlMinor: string;
  /** The API's address that EKS tells. */
  readonly endpoint: string;
  /** The API's address in the kubeconfig that is about to be used. */
  readonly kubeconfigEndpoint: string;
}

/** Whether the cluster can be talked to, and is the one that is meant. */
export function clusterRefusals({ name, cluster }: EksStage, found: FoundCluster): Refusal[] {
  return [...skewRefusals(cluster.name, found), ...contextRefusals(name, cluster.name, found)];
}

/** Source: Kubernetes' version skew policy: kubectl is within one minor version of the API server, either way. */
function skewRefusals(cluster: string, { version, kubectlMinor }: FoundCluster): Refusal[] {
  if (Math.abs(minorOf(version) - minorOf(kubectlMinor)) <= 1) return [];
  return [
    {
      guard: 'kubectl-skew',
      message: `Cluster ${cluster} runs Kubernetes ${version}, but the kubectl that applies the objects is ${kubectlMinor}: more than one minor version apart.`,
      remedy: `Take @aws-cdk/lambda-layer-kubectl-v${minorOf(version)} in infra, or bring the cluster to ${kubectlMinor} by \`npx eks-practice cluster upgrade ${cluster}\`.`,
    },
  ];
}

function contextRefusals(stage: string, cluster: string, { endpoint, kubeconfigEndpoint }: FoundCluster): Refusal[] {
  if (endpoint === kubeconfigEndpoint) return [];
  return [
    {
      guard: 'kube-context',
      message: `Stage ${stage} belongs to cluster ${cluster} at ${endpoint}, but the kubeconfig leads to ${kubeconfigEndpoint}.`,
      remedy: `Write it anew: npx eks-practice kubeconfig --stage ${stage} --merge`,
    },
  ];
}

function minorOf(version: string): number {
  return Number(version.split('.')[1]);
}
