import { DescribeNetworkInterfacesCommand, DescribeSecurityGroupsCommand, EC2Client } from '@aws-sdk/client-ec2';
import {
  DeleteLoadBalancerCommand,
  DeleteTargetGroupCommand,
  DescribeLoadBalancersCommand,
  DescribeTagsCommand,
  DescribeTargetGroupsCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { silent } from '@eks-practice/machine/progress';
import { beforeEach, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { lookForParts } from './load-balancer-parts.ts';
import { removeLoadBalancers } from './remove-load-balancers.ts';

const elb = mockClient(ElasticLoadBalancingV2Client);
const ec2 = mockClient(EC2Client);
const session = { account: '123456789012', region: 'eu-central-1', callerArn: '' };
const arn = 'arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/net/k8s-dev-api/50dc6c495c0c9188';
const balancer = { LoadBalancerArn: arn, LoadBalancerName: 'k8s-dev-api', DNSName: 'api.elb' };
const tags = [
  { Key: 'elbv2.k8s.aws/cluster', Value: 'dev' },
  { Key: 'service.k8s.aws/stack', Value: 'dev/api-service' },
];
const look = () => lookForParts(session, { cluster: 'dev', stage: 'dev' });

function failure(name: string): Error {
  return Object.assign(new Error(name), { name });
}

beforeEach(() => {
  elb.reset();
  ec2.reset();
  elb.on(DescribeTargetGroupsCommand).resolves({ TargetGroups: [] });
  elb.on(DescribeTagsCommand).resolves({ TagDescriptions: [{ ResourceArn: arn, Tags: tags }] });
  elb.on(DeleteLoadBalancerCommand).resolves({});
  ec2.on(DescribeSecurityGroupsCommand).resolves({ SecurityGroups: [] });
  ec2.on(DescribeNetworkInterfacesCommand).resolves({ NetworkInterfaces: [] });
});

test('network interfaces are awaited by the name of a load balancer that has gone since', async () => {
  elb
    .on(DescribeLoadBalancersCommand)
    .resolvesOnce({ LoadBalancers: [balancer] })
    .resolvesOnce({ LoadBalancers: [balancer] })
    .resolves({ LoadBalancers: [] });
  const interfaces = { NetworkInterfaces: [{ NetworkInterfaceId: 'eni-1', Description: 'ELB net/k8s-dev-api/50dc' }] };
  ec2
    .on(DescribeNetworkInterfacesCommand)
    .resolvesOnce(interfaces)
    .resolvesOnce(interfaces)
    .resolvesOnce(interfaces)
    .resolves({ NetworkInterfaces: [] });
  const news: string[] = [];
  const pace = { everySeconds: 0, atMostSeconds: 60 };
  const waiting = { progress: (said: string) => void news.push(said), signal: new AbortController().signal, pace };
  await removeLoadBalancers(session, look(), waiting);
  const withBalancer = 'waiting for load balancer k8s-dev-api; network interface ELB net/k8s-dev-api/50dc';
  expect(news).toEqual([withBalancer, withBalancer, 'waiting for network interface ELB net/k8s-dev-api/50dc']);
  const filters = ec2.commandCalls(DescribeNetworkInterfacesCommand).map(({ args }) => args[0].input.Filters);
  const byName = [{ Name: 'description', Values: ['ELB net/k8s-dev-api/50dc6c495c0c9188'] }];
  expect(filters).toEqual(Array(4).fill(byName));
});

test('one that goes between two questions does not hide the others', async () => {
  const other = { ...balancer, LoadBalancerArn: `${arn}-gone` };
  elb.on(DescribeLoadBalancersCommand).resolves({ LoadBalancers: [other, balancer] });
  elb.on(DescribeTagsCommand).rejects(failure('LoadBalancerNotFoundException'));
  elb
    .on(DescribeTagsCommand, { ResourceArns: [arn] })
    .resolves({ TagDescriptions: [{ ResourceArn: arn, Tags: tags }] });
  const { loadBalancers } = await look()();
  expect(loadBalancers).toEqual([{ arn, name: 'k8s-dev-api', address: 'api.elb', madeFor: 'dev/api-service' }]);
});

test('a load balancer that is protected from deletion is told with the command', async () => {
  elb.on(DescribeLoadBalancersCommand).resolves({ LoadBalancers: [balancer] });
  elb.on(DeleteLoadBalancerCommand).rejects(failure('OperationNotPermittedException'));
  await expect(
    removeLoadBalancers(session, look(), { progress: silent, signal: new AbortController().signal }),
  ).rejects.toMatchObject({ code: 'load-balancers-stay', remedy: expect.stringContaining(arn) });
});

test('an end that is asked for ends the wait, and nothing more is deleted', async () => {
  elb.on(DescribeLoadBalancersCommand).resolves({ LoadBalancers: [balancer] });
  const stop = new AbortController();
  const removal = removeLoadBalancers(session, look(), { progress: () => stop.abort(), signal: stop.signal });
  await expect(removal).rejects.toMatchObject({ name: 'AbortError' });
  expect(elb.commandCalls(DeleteLoadBalancerCommand)).toHaveLength(1);
  expect(elb.commandCalls(DeleteTargetGroupCommand)).toHaveLength(0);
});
