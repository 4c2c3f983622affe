import type { KubernetesObjectApi } from '@kubernetes/client-node';
import { expect, test } from '@jest/globals';
import { silent } from '@eks-practice/machine/progress';
import type { RemovalPlan } from './remove-plan.ts';
import { removalSteps } from './remove-steps.ts';

const parts = { loadBalancers: [], targetGroups: [], networkInterfaces: [], securityGroups: [] };
const plan: RemovalPlan = {
  session: { account: '123456789012', region: 'eu-central-1', callerArn: 'arn:aws:iam::123456789012:user/x' },
  cluster: { name: 'dev', kind: 'eks' } as RemovalPlan['cluster'],
  scope: { cluster: 'dev', stage: 'pr-1' },
  stackName: 'pr-1-workloads',
  stack: undefined,
  resources: [],
  parts,
  look: async () => parts,
  clusterAnswers: true,
};

async function first(change: Partial<RemovalPlan>, list: () => Promise<unknown>): Promise<string | undefined> {
  const objects = { list } as unknown as KubernetesObjectApi;
  const steps = removalSteps({
    plan: { ...plan, ...change },
    signal: new AbortController().signal,
    onLeftovers: () => undefined,
    connect: async () => ({ objects }),
  });
  return steps[0]?.run(silent);
}

test('Services and Ingresses come first, then load balancers, the stack and what is left', () => {
  const steps = removalSteps({ plan, signal: new AbortController().signal, onLeftovers: () => undefined });
  expect(steps.map(({ title }) => title)).toEqual(['Services and Ingresses', 'Load balancers', 'Stack', 'Leftovers']);
});

test('the Kubernetes API is asked where there is one', async () => {
  await expect(first({}, async () => ({ items: [] }))).resolves.toBe('none is left');
});

test('a cluster that is gone is passed over, unasked', async () => {
  const unasked = (): never => {
    throw new Error('asked');
  };
  await expect(first({ clusterAnswers: false }, unasked)).resolves.toContain('passed over');
});

test('a cluster that is there but silent ends the removal: its controller would make anew what is deleted', async () => {
  await expect(first({}, () => Promise.reject(new TypeError('fetch failed')))).rejects.toMatchObject({
    code: 'kubernetes-unreachable',
    message: expect.stringContaining('Nothing was removed'),
    remedy: expect.stringContaining('apiAllowedCidrs'),
  });
});
