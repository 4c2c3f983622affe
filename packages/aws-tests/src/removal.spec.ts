import { removeDanglingInterfaces } from '@eks-practice/aws/removal/dangling-interfaces';
import { leftovers } from '@eks-practice/aws/removal/leftovers';
import { countParts, lookForParts } from '@eks-practice/aws/removal/load-balancer-parts';
import { removeLoadBalancers } from '@eks-practice/aws/removal/remove-load-balancers';
import type { Waiting } from '@eks-practice/aws/removal/wait-until-gone';
import { leftoverMonthlyUsd } from '@eks-practice/costs/leftover-price';
import { silent } from '@eks-practice/machine/progress';
import { expect, test } from '@jest/globals';
import { EmulatedController, type Made } from './emulated-controller.ts';
import { emulatedAws } from './emulator-suite.ts';

emulatedAws();

const region = 'eu-central-1';
const session = { account: '123456789012', region, callerArn: 'arn:aws:iam::123456789012:user/tester' };
const scope = { cluster: 'dev', stage: 'pr-1' };

/** The controller's tags for a Service. */
const tagsOf = (cluster: string, service: string) => ({
  'elbv2.k8s.aws/cluster': cluster,
  'service.k8s.aws/stack': service,
});

function waiting(progress: Waiting['progress'] = silent, atMostSeconds = 60): Waiting {
  return { progress, signal: new AbortController().signal, pace: { everySeconds: 0.02, atMostSeconds } };
}

/** Others' load balancers, which must outlive every removal of the stage. */
async function makeForeign(controller: EmulatedController): Promise<string[]> {
  const made = [
    await controller.make('another-stage', tagsOf('dev', 'pr-12/api-service')),
    await controller.make('another-cluster', tagsOf('other', 'pr-1/api-service')),
    await controller.make('no-controller', { 'eks-practice:cluster': 'dev', 'eks-practice:stage': 'pr-1' }),
    await controller.make('somebody-else', { owner: 'somebody' }),
  ];
  return made.flatMap((of: Made) => Object.values(of));
}

test('a load balancer goes with its parts, once AWS has freed its network interfaces, and nothing else does', async () => {
  const controller = await EmulatedController.in(region);
  const foreign = await makeForeign(controller);
  const made = await controller.make('k8s-pr1-api', tagsOf('dev', 'pr-1/api-service'));
  const nodes = await controller.letIn(made, 'nodes');
  const news: string[] = [];
  const progress = (said: string): void => {
    news.push(said);
    // By then the load balancer is gone, and AWS frees what it made for it.
    if (said.startsWith('waiting for network interface')) void controller.freeInterface(made).catch(silent);
  };
  await expect(removeLoadBalancers(session, lookForParts(session, scope), waiting(progress))).resolves.toBe(4);
  const present = await controller.present();
  expect(Object.values(made).filter((id) => present.has(id))).toEqual([]);
  expect([...foreign, nodes].filter((id) => !present.has(id))).toEqual([]);
  expect(news[0]).toBe(
    'waiting for load balancer k8s-pr1-api; target group k8s-pr1-api; network interface ' +
      `ELB ${made.loadBalancer.split('loadbalancer/')[1]}; security group k8s-pr1-api`,
  );
});

test('what stays is named, and its security group with it; a further run goes on from there', async () => {
  const controller = await EmulatedController.in(region);
  const made = await controller.make('k8s-pr1-api', tagsOf('dev', 'pr-1/api-service'));
  const remove = (seconds: number) =>
    removeLoadBalancers(session, lookForParts(session, scope), waiting(silent, seconds));
  await expect(remove(0.1)).rejects.toMatchObject({
    code: 'load-balancers-stay',
    message: expect.stringContaining('network interface ELB '),
  });
  // The load balancer is gone, and with it the name of its interfaces: the security group leads to them.
  const parts = await lookForParts(session, scope)();
  expect(parts.loadBalancers).toEqual([]);
  expect(parts.networkInterfaces.map(({ id }) => id)).toEqual([made.networkInterface]);
  await controller.freeInterface(made);
  await remove(60);
  expect(countParts(await lookForParts(session, scope)())).toBe(0);
});

test("a cluster's are those of all its stages, and what they share", async () => {
  const controller = await EmulatedController.in(region);
  await makeForeign(controller);
  await controller.make('shared', { 'elbv2.k8s.aws/cluster': 'dev', 'elbv2.k8s.aws/resource': 'backend-sg' });
  const { loadBalancers, securityGroups } = await lookForParts(session, { cluster: 'dev' })();
  expect(loadBalancers.map(({ name }) => name)).toEqual(['another-stage', 'shared']);
  expect(securityGroups.map(({ name }) => name)).toEqual(['another-stage', 'shared']);
});

test("only the cluster's own network interfaces that no node has are cleared away", async () => {
  const controller = await EmulatedController.in(region);
  const [own, other] = [await controller.dangling('dev'), await controller.dangling('other')];
  await expect(removeDanglingInterfaces(session, 'dev')).resolves.toBe(1);
  const present = await controller.present();
  expect([present.has(own), present.has(other)]).toEqual([false, true]);
});

test("what a cluster leaves behind is listed with its price, and others' is not", async () => {
  const controller = await EmulatedController.in(region);
  await makeForeign(controller);
  const ours = { 'eks-practice:app': 'eks-practice', 'eks-practice:cluster': 'gone' };
  const others = { ...ours, 'eks-practice:cluster': 'dev' };
  const { gateway, address } = await controller.natGateway(ours);
  const volume = await controller.volume(100, { 'kubernetes.io/cluster/gone': 'owned' });
  await controller.natGateway(others);
  await controller.volume(100, others);
  const balanced = await controller.make('k8s-other-web', tagsOf('gone', 'other/web'));
  const look = lookForParts(session, { cluster: 'gone' });
  const found = await leftovers(session, { scope: { cluster: 'gone' }, look });
  const prices = found.map(({ kind, id, detail }) => [
    id,
    kind === 'other' ? undefined : leftoverMonthlyUsd(kind, region, detail),
  ]);
  // A month has 730 hours; the rates are those of the price table for this region.
  expect(Object.fromEntries(prices)).toEqual({
    [gateway]: expect.closeTo(730 * 0.052),
    [address]: expect.closeTo(730 * 0.005),
    [volume]: expect.closeTo(100 * 0.0952),
    [balanced.loadBalancer]: expect.closeTo(730 * 0.027),
    [balanced.targetGroup]: 0,
    [balanced.networkInterface]: 0,
    [balanced.securityGroup]: 0,
  });
  expect(found.find(({ id }) => id === gateway)?.command).toBe(
    `aws ec2 delete-nat-gateway --nat-gateway-id ${gateway}`,
  );
});
