import {
  DescribeAddressesCommand,
  EC2Client,
  type Filter,
  paginateDescribeInstances,
  paginateDescribeNatGateways,
  paginateDescribeNetworkInterfaces,
  paginateDescribeSecurityGroups,
  paginateDescribeVolumes,
  paginateDescribeVpcEndpoints,
  paginateDescribeVpcs,
} from '@aws-sdk/client-ec2';
import { tagKeys } from '@eks-practice/infra/names';
import { answeredByAws } from '../aws-error.ts';
import type { AwsSession } from '../session.ts';
import { everyPage } from '../every-page.ts';
import type { Leftover } from './leftover.ts';
import { type RemovalScope, type Tags, controllerTags, tagsOf } from './scope.ts';

/** What EC2 still has, asked kind by kind: its own answers are up to date, unlike the index of tags. */
export async function leftoversInEc2({ region }: AwsSession, scope: RemovalScope): Promise<Leftover[]> {
  const client = new EC2Client({ region });
  const found = await Promise.all(
    tagsThatLeadTo(scope).flatMap((wanted) => finders.map((find) => find(client, wanted))),
  );
  return [...new Map(found.flat().map((leftover) => [leftover.id, leftover])).values()];
}

/** Several makers, each with tags of its own, of which all must be there. */
function tagsThatLeadTo({ cluster, stage }: RemovalScope): Tags[] {
  const ours = { [tagKeys.app]: 'eks-practice', [tagKeys.cluster]: cluster };
  // What the load balancer controller made is looked for where its stage can be told.
  if (stage !== undefined) return [{ ...ours, [tagKeys.stage]: stage }];
  return [
    ours,
    { [controllerTags.cluster]: cluster },
    // Of the VPC CNI, of EKS itself, of the EBS CSI driver and of the node autoscaler.
    { 'cluster.k8s.amazonaws.com/name': cluster },
    { 'aws:eks:cluster-name': cluster },
    { [`kubernetes.io/cluster/${cluster}`]: 'owned' },
  ];
}

type Find = (client: EC2Client, wanted: Tags) => Promise<Leftover[]>;

/**
 * @param list asks for what carries the tags
 * @param describe what it is, and how it goes
 */
function finder<Item extends { readonly Tags?: Parameters<typeof tagsOf>[0] }>(
  list: (client: EC2Client, byTags: Filter[]) => Promise<readonly Item[]>,
  describe: (item: Item) => Leftover,
): Find {
  return async (client, wanted) => {
    const byTags = Object.entries(wanted).map(([key, value]) => ({ Name: `tag:${key}`, Values: [value] }));
    const items = await list(client, byTags);
    // Held against the answer too: a filter that was not understood must not make others' things ours.
    const carries = (tags: Tags): boolean => Object.entries(wanted).every(([key, value]) => tags[key] === value);
    return items.filter(({ Tags }) => carries(tagsOf(Tags))).map(describe);
  };
}

const finders: readonly Find[] = [
  finder(
    (client, byTags) => {
      const alive = { Name: 'instance-state-name', Values: ['pending', 'running', 'stopping', 'stopped'] };
      const pages = paginateDescribeInstances({ client }, { Filters: [...byTags, alive] });
      return everyPage(pages, (page) => page.Reservations?.flatMap((of) => of.Instances ?? []));
    },
    ({ InstanceId: id = '', InstanceType: instanceType = '' }) => ({
      ...{ kind: 'instance', id, detail: { instanceType } },
      command: `aws ec2 terminate-instances --instance-ids ${id}`,
    }),
  ),
  finder(
    (client, Filters) => everyPage(paginateDescribeVolumes({ client }, { Filters }), (page) => page.Volumes),
    ({ VolumeId: id = '', Size: gib = 0 }) => ({
      ...{ kind: 'volume', id, detail: { gib } },
      command: `aws ec2 delete-volume --volume-id ${id}`,
    }),
  ),
  finder(
    (client, byTags) => {
      const alive = { Name: 'state', Values: ['pending', 'available'] };
      const pages = paginateDescribeNatGateways({ client }, { Filter: [...byTags, alive] });
      return everyPage(pages, (page) => page.NatGateways);
    },
    ({ NatGatewayId: id = '' }) => ({
      ...{ kind: 'nat-gateway', id },
      command: `aws ec2 delete-nat-gateway --nat-gateway-id ${id}`,
    }),
  ),
  finder(
    async (client, Filters) =>
      (await answeredByAws(client.send(new DescribeAddressesCommand({ Filters })))).Addresses ?? [],
    ({ AllocationId: id = '' }) => ({
      ...{ kind: 'public-ip', id },
      command: `aws ec2 release-address --allocation-id ${id}`,
    }),
  ),
  finder(
    async (client, Filters) => {
      const pages = paginateDescribeNetworkInterfaces({ client }, { Filters });
      const interfaces = await everyPage(pages, (page) => page.NetworkInterfaces);
      return interfaces.map(({ TagSet, ...rest }) => ({ ...rest, Tags: TagSet }));
    },
    ({ NetworkInterfaceId: id = '' }) => ({
      ...{ kind: 'network-interface', id },
      command: `aws ec2 delete-network-interface --network-interface-id ${id}`,
    }),
  ),
  finder(
    async (client, Filters) => {
      const pages = paginateDescribeVpcEndpoints({ client }, { Filters });
      const endpoints = await everyPage(pages, (page) => page.VpcEndpoints);
      return endpoints.filter(({ State }) => !/^delet/i.test(State ?? ''));
    },
    ({ VpcEndpointId: id = '', SubnetIds = [] }) => ({
      // A gateway endpoint is in no subnet, and costs nothing.
      ...{ kind: 'vpc-endpoint', id, detail: { zones: SubnetIds.length } },
      command: `aws ec2 delete-vpc-endpoints --vpc-endpoint-ids ${id}`,
    }),
  ),
  finder(
    (client, Filters) =>
      everyPage(paginateDescribeSecurityGroups({ client }, { Filters }), (page) => page.SecurityGroups),
    ({ GroupId: id = '' }) => ({
      ...{ kind: 'security-group', id },
      command: `aws ec2 delete-security-group --group-id ${id}`,
    }),
  ),
  finder(
    (client, Filters) => everyPage(paginateDescribeVpcs({ client }, { Filters }), (page) => page.Vpcs),
    ({ VpcId: id = '' }) => ({ ...{ kind: 'vpc', id }, command: `aws ec2 delete-vpc --vpc-id ${id}` }),
  ),
];
