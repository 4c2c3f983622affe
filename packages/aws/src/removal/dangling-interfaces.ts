import { DeleteNetworkInterfaceCommand, EC2Client, paginateDescribeNetworkInterfaces } from '@aws-sdk/client-ec2';
import { answeredByAws } from '../aws-error.ts';
import type { AwsSession } from '../session.ts';
import { everyPage } from '../every-page.ts';

/**
 * Deletes the network interfaces that the VPC CNI made for pods and that no node has any more: where a node goes before
 * its CNI has cleaned up, they stay, and hold the subnets and the security groups of the cluster's stack.
 * @returns how many there were
 */
export async function removeDanglingInterfaces({ region }: AwsSession, cluster: string): Promise<number> {
  const ec2 = new EC2Client({ region });
  const Filters = [
    { Name: 'status', Values: ['available'] },
    // The VPC CNI puts it on whatever it makes.
    { Name: 'tag:cluster.k8s.amazonaws.com/name', Values: [cluster] },
  ];
  const pages = paginateDescribeNetworkInterfaces({ client: ec2 }, { Filters });
  const dangling = await everyPage(pages, (page) => page.NetworkInterfaces);
  for (const { NetworkInterfaceId } of dangling) {
    await answeredByAws(ec2.send(new DeleteNetworkInterfaceCommand({ NetworkInterfaceId }))).catch(unlessGone);
  }
  return dangling.length;
}

function unlessGone(error: unknown): void {
  if ((error as Error).name !== 'InvalidNetworkInterfaceID.NotFound') throw error;
}
