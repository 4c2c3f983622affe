import { EC2Client, paginateDescribeNetworkInterfaces, paginateDescribeSecurityGroups } from '@aws-sdk/client-ec2';
import {
  DescribeTagsCommand,
  ElasticLoadBalancingV2Client,
  paginateDescribeLoadBalancers,
  paginateDescribeTargetGroups,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { answeredByAws } from '../aws-error.ts';
import type { AwsSession } from '../session.ts';
import { everyPage } from '../every-page.ts';
import { type RemovalScope, type Tags, controllerTags, isInScope, madeFor, tagsOf } from './scope.ts';

export interface LoadBalancer {
  readonly arn: string;
  readonly name: string;
  /** Its host name. */
  readonly address: string;
  /** What the controller made it for, e.g. `dev/api-service`. */
  readonly madeFor: string;
}

/** Something that belongs to a load balancer. */
export interface Part {
  /** Its id; a target group's ARN. */
  readonly id: string;
  readonly name: string;
}

/** What the controller made for the Services and Ingresses of a scope, and what AWS made with it. */
export interface LoadBalancerParts {
  readonly loadBalancers: readonly LoadBalancer[];
  readonly targetGroups: readonly Part[];
  /** They go minutes after their load balancer, and by themselves: AWS owns them. Until then they hold subnets. */
  readonly networkInterfaces: readonly Part[];
  readonly securityGroups: readonly Part[];
}

/** Looks at AWS, each time anew. */
export type LookForParts = () => Promise<LoadBalancerParts>;

/**
 * Finds what the controller made. Whoever asks again, as one that waits does, must ask the same function: a load
 * balancer's network interfaces carry no tag, only its name, and outlive it; so it remembers the names.
 */
export function lookForParts({ region }: AwsSession, scope: RemovalScope): LookForParts {
  const elb = new ElasticLoadBalancingV2Client({ region });
  const ec2 = new EC2Client({ region });
  const names = new Set<string>();
  return async () => {
    const [loadBalancers, targetGroups, securityGroups] = await Promise.all([
      findLoadBalancers(elb, scope),
      findTargetGroups(elb, scope),
      findSecurityGroups(ec2, scope),
    ]);
    for (const { arn } of loadBalancers) names.add(interfaceDescription(arn));
    const networkInterfaces = await findNetworkInterfaces(ec2, [...names], securityGroups);
    return { loadBalancers, targetGroups, networkInterfaces, securityGroups };
  };
}

/** How many parts there are. */
export function countParts(parts: LoadBalancerParts): number {
  return Object.values(parts).reduce((sum, of: readonly unknown[]) => sum + of.length, 0);
}

/** `ELB net/<name>/<id>`, as AWS describes the network interfaces of the load balancer with that ARN. */
function interfaceDescription(arn: string): string {
  return `ELB ${arn.slice(arn.indexOf(':loadbalancer/') + ':loadbalancer/'.length)}`;
}

async function findLoadBalancers(elb: ElasticLoadBalancingV2Client, scope: RemovalScope): Promise<LoadBalancer[]> {
  const found = await everyPage(paginateDescribeLoadBalancers({ client: elb }, {}), (page) => page.LoadBalancers);
  const tags = await readTags(
    elb,
    found.map(({ LoadBalancerArn: arn = '' }) => arn),
  );
  return found.flatMap(({ LoadBalancerArn: arn = '', LoadBalancerName: name = '', DNSName: address = '' }) => {
    const own = tags.get(arn) ?? {};
    return isInScope(own, scope) ? [{ arn, name, address, madeFor: madeFor(own) ?? '' }] : [];
  });
}

async function findTargetGroups(elb: ElasticLoadBalancingV2Client, scope: RemovalScope): Promise<Part[]> {
  const found = await everyPage(paginateDescribeTargetGroups({ client: elb }, {}), (page) => page.TargetGroups);
  const parts = found.map(({ TargetGroupArn: id = '', TargetGroupName: name = '' }) => ({ id, name }));
  const tags = await readTags(
    elb,
    parts.map(({ id }) => id),
  );
  return parts.filter(({ id }) => isInScope(tags.get(id) ?? {}, scope));
}

/** DescribeTags takes at most so many ARNs. */
const arnsAtOnce = 20;

async function readTags(elb: ElasticLoadBalancingV2Client, arns: readonly string[]): Promise<Map<string, Tags>> {
  const tags = new Map<string, Tags>();
  for (let at = 0; at < arns.length; at += arnsAtOnce) {
    const some = arns.slice(at, at + arnsAtOnce);
    for (const [arn, of] of await readTagsAtOnce(elb, some)) tags.set(arn, of);
  }
  return tags;
}

async function readTagsAtOnce(elb: ElasticLoadBalancingV2Client, arns: readonly string[]): Promise<[string, Tags][]> {
  try {
    const { TagDescriptions = [] } = await answeredByAws(
      elb.send(new DescribeTagsCommand({ ResourceArns: [...arns] })),
    );
    return TagDescriptions.map(({ ResourceArn = '', Tags }) => [ResourceArn, tagsOf(Tags)]);
  } catch (error) {
    if (!hasGone(error)) throw error;
    // One that has gone since fails the whole question, so the others are asked for by themselves.
    if (arns.length === 1) return [];
    return (await Promise.all(arns.map((arn) => readTagsAtOnce(elb, [arn])))).flat();
  }
}

function hasGone(error: unknown): boolean {
  return /^(LoadBalancer|TargetGroup)NotFound/.test((error as Error).name);
}

async function findSecurityGroups(ec2: EC2Client, scope: RemovalScope): Promise<Part[]> {
  const ofCluster = { Name: `tag:${controllerTags.cluster}`, Values: [scope.cluster] };
  const pages = paginateDescribeSecurityGroups({ client: ec2 }, { Filters: [ofCluster] });
  const found = await everyPage(pages, (page) => page.SecurityGroups);
  return found
    .filter(({ Tags }) => isInScope(tagsOf(Tags), scope))
    .map(({ GroupId: id = '', GroupName: name = '' }) => ({ id, name }));
}

async function findNetworkInterfaces(
  ec2: EC2Client,
  descriptions: readonly string[],
  securityGroups: readonly Part[],
): Promise<Part[]> {
  const groups = securityGroups.map(({ id }) => id);
  const filters = [
    { Name: 'description', Values: [...descriptions] },
    // Where a load balancer had gone before anybody looked, its security group still leads to them.
    { Name: 'group-id', Values: groups },
  ].filter(({ Values }) => Values.length > 0);
  const found = await Promise.all(
    filters.map((filter) =>
      everyPage(
        paginateDescribeNetworkInterfaces({ client: ec2 }, { Filters: [filter] }),
        (page) => page.NetworkInterfaces,
      ),
    ),
  );
  const parts = found
    .flat()
    .filter(({ Description = '' }) => Description.startsWith('ELB '))
    .map(({ NetworkInterfaceId: id = '', Description: name = '' }) => ({ id, name }));
  return [...new Map(parts.map((part) => [part.id, part])).values()];
}
