import { kubernetesMinor } from '@eks-practice/stages/kubernetes-version';
import type { EksCluster, Named } from '@eks-practice/stages/stage';
import type { Refusal } from './refusal.ts';

/**
 * Whether the kubectl that applies the objects fits the cluster. Source: Kubernetes' version skew policy: kubectl is within
 * one minor version of the API server, either way.
 * @param version of the control plane, e.g. `1.36`
 * @param kubectlMinor of kubectl; default: that of the layer in the cluster's stack
 */
export function skewRefusals(
  { name }: Named<EksCluster>,
  version: string,
  kubectlMinor: string = kubernetesMinor,
): Refusal[] {
  if (Math.abs(minorOf(version) - minorOf(kubectlMinor)) <= 1) return [];
  return [
    {
      guard: 'kubectl-skew',
      message: `Cluster ${name} runs Kubernetes ${version}, but the kubectl that applies the objects is ${kubectlMinor}: more than one minor version apart.`,
      remedy: `Take @aws-cdk/lambda-layer-kubectl-v${minorOf(version)} in infra, or bring the cluster to ${kubectlMinor} by \`npx eks-practice cluster upgrade ${name}\`.`,
    },
  ];
}

function minorOf(version: string): number {
  return Number(version.split('.')[1]);
}
