/**
 * The versions of what EKS installs beside the control plane, for Kubernetes 1.36, as of 2026-11-22. Pinned, so that a deploy
 * never changes them by the way. They were not asked of an account: each was found in a public record of a cluster of
 * version 1.36. To refresh the table, ask for the default versions and copy them:
 *
 * `aws eks describe-addon-versions --kubernetes-version 1.36 --query
 * 'addons[].[addonName, addonVersions[?compatibilities[0].defaultVersion].addonVersion | [0]]'`
 */
export const addOnVersions = {
  /** Resolved by a 1.36 cluster; 1.23.1 is out, and newer than what was seen running. */
  'vpc-cni': 'v1.22.4-eksbuild.3',
  /** Resolved by a 1.36 cluster, and copied from the user guide by two public projects, 2026-09 and 2026-10. */
  'kube-proxy': 'v1.36.0-eksbuild.21',
  /** Resolved by a 1.36 cluster. */
  coredns: 'v1.14.3-eksbuild.16',
  /** Resolved by a 1.36 cluster. */
  'eks-pod-identity-agent': 'v1.3.10-eksbuild.3',
  /** The default that `describe-addon-versions` named for 1.36. */
  'metrics-server': 'v0.9.0-eksbuild.11',
} as const;

/** An add-on that the clusters have. */
export type AddOnName = keyof typeof addOnVersions;

/** A Helm chart, by its repository and exact version. */
export interface Chart {
  readonly repository: string;
  readonly chart: string;
  readonly version: string;
}

/** From the repository aws/eks-charts: the newest release there on 2026-08-03; its controller has the same version. */
export const loadBalancerControllerChart: Chart = {
  repository: 'https://aws.github.io/eks-charts',
  chart: 'aws-load-balancer-controller',
  version: '3.5.0',
};

/** From the repository kubernetes/autoscaler, the newest chart there on 2026-08-22; it packages an autoscaler of 1.35. */
export const clusterAutoscalerChart: Chart = {
  repository: 'https://kubernetes.github.io/autoscaler',
  chart: 'cluster-autoscaler',
  version: '9.59.0',
};

/** The autoscaler simulates the scheduler of its own minor version, so it must be the cluster's: a tag of kubernetes/autoscaler. */
export const clusterAutoscalerImageTag = 'v1.36.1';
