import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fromRoot } from '@eks-practice/machine/repository';
import { expect, test } from '@jest/globals';
import getPort from 'get-port';
import { HandlerRefused, KubectlHandler, handlerUnavailable } from './kubectl-handler.ts';

// With a cluster it is tried in the e2e tests; here is what it does without one.

const handlerFolder = fromRoot('node_modules/aws-cdk-lib/custom-resource-handlers/dist/aws-eks-v2/kubectl-handler');
const properties = {
  ServiceToken: 'arn:aws:lambda:eu-central-1:111122223333:function:provider',
  ClusterName: 'dev',
  Manifest: JSON.stringify([{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'dev' } }]),
};

const onItsPlatform = handlerUnavailable ? test.skip : test;

onItsPlatform(
  'what kubectl says is the reason that CloudFormation would show, and nothing is left behind',
  async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'kubeconfig-'));
    try {
      const kubeconfig = path.join(folder, 'kubeconfig.yaml');
      await writeFile(kubeconfig, kubeconfigFor(`http://127.0.0.1:${await getPort()}`));
      const handler = await KubectlHandler.open(kubeconfig);
      const request = { logicalId: 'Namespace', properties };
      const refused = handler.handle({ ...request, type: 'Create' });
      await expect(refused).rejects.toThrow(HandlerRefused);
      await expect(refused).rejects.toThrow(/Create Namespace: .*connection refused/);
      // A deletion that fails is reported as done: CDK's handler goes on, lest a stack could never be deleted.
      await expect(handler.handle({ ...request, type: 'Delete' })).resolves.toBeUndefined();
      expect(await readdir(handlerFolder, { recursive: true })).not.toContainEqual(
        expect.stringContaining('__pycache__'),
      );
    } finally {
      await rm(folder, { recursive: true });
    }
  },
);

function kubeconfigFor(server: string): string {
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'none', cluster: { server } }],
    contexts: [{ name: 'none', context: { cluster: 'none', user: 'none' } }],
    users: [{ name: 'none', user: {} }],
    'current-context': 'none',
  });
}
