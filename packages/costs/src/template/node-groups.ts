import type { EksCluster } from '@eks-practice/stages/stage';
import { type Properties, type Template, at, numberAt, resourcesOf } from './template.ts';

/** Nodes of one kind. */
export interface NodeGroup {
  readonly instanceType: string;
  readonly min: number;
  readonly max: number;
  readonly diskGib: number;
  /** Whether CPU above the baseline is billed, rather than throttled. */
  readonly unlimited: boolean;
}

/** What EKS gives a node's disk where neither the group nor its launch template says. */
const defaultDiskGib = 20;

/** The node groups of a cluster's template; what one does not say is as in stages.ts. */
export function nodeGroups(template: Template | undefined, { nodes }: EksCluster): NodeGroup[] {
  return resourcesOf(template, 'AWS::EKS::Nodegroup').map((group) => {
    const launch = launchTemplateData(template, group);
    const types = at(group, 'InstanceTypes', 0) ?? at(launch, 'InstanceType') ?? nodes.instanceType;
    return {
      instanceType: String(types),
      min: numberAt(group, 'ScalingConfig', 'MinSize') ?? nodes.min,
      max: numberAt(group, 'ScalingConfig', 'MaxSize') ?? nodes.max,
      diskGib:
        numberAt(launch, 'BlockDeviceMappings', 0, 'Ebs', 'VolumeSize') ??
        numberAt(group, 'DiskSize') ??
        defaultDiskGib,
      // A t4g instance is unlimited unless told otherwise.
      unlimited: at(launch, 'CreditSpecification', 'CpuCredits') !== 'standard',
    };
  });
}

function launchTemplateData(template: Template | undefined, group: Properties): unknown {
  const id = at(group, 'LaunchTemplate', 'Id', 'Ref');
  return at(template?.Resources?.[String(id)]?.Properties, 'LaunchTemplateData');
}
