import { type Cluster, DescribeClusterCommand, EKSClient } from '@aws-sdk/client-eks';
import { answeredByAws, unlessNamed } from '../aws-error.ts';
import type { AwsSession } from '../session.ts';

/** A cluster as EKS has it; undefined where there is none of that name. */
export async function describeCluster({ region }: AwsSession, name: string): Promise<Cluster | undefined> {
  const answer = new EKSClient({ region }).send(new DescribeClusterCommand({ name }));
  return (await answeredByAws(answer.catch(unlessNamed('ResourceNotFoundException'))))?.cluster;
}
