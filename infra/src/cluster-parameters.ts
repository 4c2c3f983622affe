/**
 * Names of the SSM parameters that tie a stage's stack to its cluster's. Names instead of exports, so that neither stack
 * holds the other fast: an export that is in use cannot change.
 */
export function clusterParameters(cluster: string): { readonly kubectlProvider: string } {
  return { kubectlProvider: `/eks-practice/${cluster}/kubectl-provider` };
}
