import { ApiException, ApiextensionsV1Api, KubeConfig } from '@kubernetes/client-node';
import { UserError } from '@eks-practice/errors/user-error';
import type { LoadTarget } from '../load-target.ts';

const definition = 'testruns.k6.io';
const version = 'v1alpha1';

/** @throws {UserError} `operator-missing` where the cluster does not know what a TestRun is */
export async function requireOperator({ kubeconfigPath }: Pick<LoadTarget, 'kubeconfigPath'>): Promise<void> {
  const config = new KubeConfig();
  config.loadFromFile(kubeconfigPath);
  try {
    const { spec } = await config.makeApiClient(ApiextensionsV1Api).readCustomResourceDefinition({ name: definition });
    if (spec.versions.some(({ name, served }) => name === version && served)) return;
  } catch (error) {
    if (!(error instanceof ApiException) || error.code !== 404) throw error;
  }
  throw new UserError(`The cluster does not know ${definition} (${version}), so k6-operator is not installed there.`, {
    code: 'operator-missing',
    remedy:
      'Install it: helm repo add grafana https://grafana.github.io/helm-charts && helm install k6-operator grafana/k6-operator ' +
      '(`npx eks-practice kubeconfig` leads to the cluster); or leave out --runners.',
  });
}
