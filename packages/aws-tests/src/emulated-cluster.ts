import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { jsonAnswer } from '@eks-practice/aws-emulator/aws-call';
import type { Answering } from '@eks-practice/aws-emulator/fault-proxy';
import type { FakeKubernetes } from './fake-kubernetes.ts';

/**
 * The cluster dev as its stack would leave it, with its Kubernetes API there.
 * @returns what EKS answers of it
 */
export async function emulatedCluster({
  url: endpoint,
  certificateAuthority: data,
}: FakeKubernetes): Promise<Answering> {
  const adminRole = { Name: '/eks-practice/dev/admin-role', Value: 'arn:aws:iam::123456789012:role/admin' };
  await new SSMClient({ region: 'eu-central-1' }).send(new PutParameterCommand({ ...adminRole, Type: 'String' }));
  const cluster = { name: 'dev', status: 'ACTIVE', endpoint, version: '1.36', certificateAuthority: { data } };
  return ({ action }) => (action === 'GET /clusters/dev' ? jsonAnswer({ cluster }) : undefined);
}
