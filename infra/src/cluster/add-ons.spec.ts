import { kubernetesMinor } from '@eks-practice/stages/kubernetes-version';
import { systemPods } from '@eks-practice/stages/system-pods';
import { expect, test } from '@jest/globals';
import {
  type AddOnName,
  addOnVersions,
  clusterAutoscalerChart,
  clusterAutoscalerImageTag,
  loadBalancerControllerChart,
} from './add-on-versions.ts';
import { clusterTemplate, oneResource } from './cluster-under-test.ts';

const dev = clusterTemplate('dev');

test('every add-on of the table is there, in that version, and no other', () => {
  const found = Object.values(dev.findResources('AWS::EKS::Addon')).map(({ Properties }) => {
    const { AddonName, AddonVersion } = Properties as { AddonName: string; AddonVersion: string };
    return [AddonName, AddonVersion];
  });
  expect(Object.fromEntries(found)).toEqual(addOnVersions);
});

test('the guards count the pods of all that runs here, and of nothing else', () => {
  const podsOf: Partial<Record<AddOnName, string>> = { 'vpc-cni': 'aws-node' };
  const addOns = (Object.keys(addOnVersions) as AddOnName[]).map((name) => podsOf[name] ?? name);
  const charts = [loadBalancerControllerChart, clusterAutoscalerChart].map(({ chart }) => chart);
  expect(systemPods.map(({ name }) => name).sort()).toEqual([...addOns, ...charts].sort());
});

test('the table is for the version that the clusters run', () => {
  expect(addOnVersions['kube-proxy']).toMatch(
    new RegExp(`^v${kubernetesMinor.replace('.', '\\.')}\\.\\d+-eksbuild\\.\\d+$`),
  );
  expect(clusterAutoscalerImageTag).toMatch(new RegExp(`^v${kubernetesMinor.replace('.', '\\.')}\\.\\d+$`));
});

test('the network plug-in enforces policies, with a role that is its own', () => {
  const { Properties } = oneResource(dev, 'AWS::EKS::Addon', 'vpc-cni');
  expect(JSON.parse(Properties.ConfigurationValues as string)).toMatchObject({ enableNetworkPolicy: 'true' });
  const [association] = Properties.PodIdentityAssociations as { ServiceAccount: string; RoleArn: unknown }[];
  expect(association?.ServiceAccount).toBe('aws-node');

  const role = oneResource(dev, 'AWS::IAM::Role', 'AmazonEKS_CNI_Policy');
  expect(association?.RoleArn).toEqual({ 'Fn::GetAtt': [role.id, 'Arn'] });
  expect(role.Properties.AssumeRolePolicyDocument).toMatchObject({
    Statement: [{ Principal: { Service: 'pods.eks.amazonaws.com' } }],
  });
});

const patch = 'Custom::AWSCDK-EKS-KubernetesPatch';

test('metrics-server measures as often as the add-on has it, and nothing is patched', () => {
  expect(clusterTemplate('dev', { metricsResolutionSeconds: 15 }).findResources(patch)).toEqual({});
});

test('metrics-server at 10 s: its last arguments say so, once the add-on is there, and again for another one', () => {
  const template = clusterTemplate('dev', { metricsResolutionSeconds: 10 });
  const { Properties, DependsOn } = oneResource(template, patch);
  expect(Properties).toMatchObject({ ResourceName: 'deployment/metrics-server', ResourceNamespace: 'kube-system' });
  expect(JSON.parse(Properties.ApplyPatchJson as string)).toEqual([
    { op: 'add', path: '/spec/template/spec/containers/0/args/-', value: '--metric-resolution=10s' },
    { op: 'add', path: '/spec/template/spec/containers/0/args/-', value: '--kubelet-request-timeout=9s' },
    { op: 'add', path: '/metadata/annotations/eks-practice~1patched', value: addOnVersions['metrics-server'] },
  ]);
  expect(DependsOn).toContain(oneResource(template, 'AWS::EKS::Addon', 'metrics-server').id);
});
