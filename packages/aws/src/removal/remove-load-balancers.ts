import {
  DeleteSecurityGroupCommand,
  DescribeSecurityGroupsCommand,
  EC2Client,
  RevokeSecurityGroupIngressCommand,
} from '@aws-sdk/client-ec2';
import {
  DeleteLoadBalancerCommand,
  DeleteTargetGroupCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { UserError } from '@eks-practice/errors/user-error';
import { answeredByAws } from '../aws-error.ts';
import type { AwsSession } from '../session.ts';
import {
  type LoadBalancer,
  type LoadBalancerParts,
  type LookForParts,
  type Part,
  countParts,
} from './load-balancer-parts.ts';
import { type Waiting, waitUntilGone } from './wait-until-gone.ts';

/**
 * Deletes what the controller made and has not deleted itself, in the order that AWS wants it, and waits until all of it is
 * gone. For when the Services and Ingresses are gone: before, the controller would make it anew.
 * @param look finds what is to go, and that alone is touched
 * @returns how many parts there were
 * @throws {UserError} `load-balancers-stay`, naming what is left and what holds it
 */
export async function removeLoadBalancers(session: AwsSession, look: LookForParts, waiting: Waiting): Promise<number> {
  const { region } = session;
  const elb = new ElasticLoadBalancingV2Client({ region });
  const ec2 = new EC2Client({ region });
  let most = 0;
  await waitUntilGone(
    waiting,
    async () => {
      const parts = await look();
      most = Math.max(most, countParts(parts));
      if (countParts(parts) === 0) return undefined;
      await removeWhatCanGo(elb, ec2, parts);
      return listed(parts);
    },
    (left, minutes) =>
      new UserError(`After ${minutes} minutes there is still ${left}.`, {
        code: 'load-balancers-stay',
        remedy:
          'The stack cannot go before them. AWS frees the network interfaces of a load balancer by itself, mostly within ' +
          'minutes: run the same command again. What something else holds is shown in the console, under EC2.',
      }),
  );
  return most;
}

/** e.g. `load balancer k8s-dev-api, 2 network interfaces`. */
function listed({ loadBalancers, targetGroups, networkInterfaces, securityGroups }: LoadBalancerParts): string {
  const kinds: [string, readonly Pick<Part, 'name'>[]][] = [
    ['load balancer', loadBalancers],
    ['target group', targetGroups],
    ['network interface', networkInterfaces],
    ['security group', securityGroups],
  ];
  return kinds
    .filter(([, of]) => of.length > 0)
    .map(([kind, of]) => `${kind}${of.length > 1 ? 's' : ''} ${of.map(({ name }) => name).join(', ')}`)
    .join('; ');
}

/** A target group goes after its load balancer, a security group after the network interfaces that it is on. */
async function removeWhatCanGo(
  elb: ElasticLoadBalancingV2Client,
  ec2: EC2Client,
  { loadBalancers, targetGroups, networkInterfaces, securityGroups }: LoadBalancerParts,
): Promise<void> {
  for (const loadBalancer of loadBalancers) await deleteLoadBalancer(elb, loadBalancer);
  if (loadBalancers.length > 0) return;
  for (const { id } of targetGroups) {
    await unlessInUse(elb.send(new DeleteTargetGroupCommand({ TargetGroupArn: id })));
  }
  if (networkInterfaces.length > 0) return;
  for (const { id } of securityGroups) await deleteSecurityGroup(ec2, id);
}

async function deleteLoadBalancer(elb: ElasticLoadBalancingV2Client, { arn, name }: LoadBalancer): Promise<void> {
  try {
    await answeredByAws(elb.send(new DeleteLoadBalancerCommand({ LoadBalancerArn: arn })));
  } catch (error) {
    if (!/^OperationNotPermitted/.test((error as Error).name)) throw error;
    throw new UserError(`The load balancer ${name} is protected from deletion.`, {
      code: 'load-balancers-stay',
      remedy:
        'If you mean it: aws elbv2 modify-load-balancer-attributes --attributes Key=deletion_protection.enabled,Value=false ' +
        `--load-balancer-arn ${arn}`,
      cause: error,
    });
  }
}

/** The controller lets others in by a group of its own; a group that others' rules name cannot be deleted. */
async function deleteSecurityGroup(ec2: EC2Client, id: string): Promise<void> {
  const naming = [{ Name: 'ip-permission.group-id', Values: [id] }];
  const { SecurityGroups = [] } = await answeredByAws(ec2.send(new DescribeSecurityGroupsCommand({ Filters: naming })));
  for (const { GroupId, IpPermissions = [] } of SecurityGroups) {
    const rules = IpPermissions.flatMap(({ UserIdGroupPairs = [], IpProtocol, FromPort, ToPort }) =>
      UserIdGroupPairs.filter(({ GroupId: named }) => named === id).map(() => ({
        ...{ IpProtocol, FromPort, ToPort },
        UserIdGroupPairs: [{ GroupId: id }],
      })),
    );
    if (GroupId === id || rules.length === 0) continue;
    await answeredByAws(ec2.send(new RevokeSecurityGroupIngressCommand({ GroupId, IpPermissions: rules })));
  }
  await unlessInUse(ec2.send(new DeleteSecurityGroupCommand({ GroupId: id })));
}

/** What is in use is tried again at the next look, and what has gone meanwhile is well. */
async function unlessInUse(deletion: Promise<unknown>): Promise<void> {
  try {
    await answeredByAws(deletion);
  } catch (error) {
    if (!/^(ResourceInUse|DependencyViolation|TargetGroupNotFound|InvalidGroup\.NotFound)/.test((error as Error).name))
      throw error;
  }
}
