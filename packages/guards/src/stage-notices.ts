import { kubernetesMinor } from '@eks-practice/stages/kubernetes-version';
import type { EksStage } from '@eks-practice/stages/stage';
import { supportNotices } from './support-guard.ts';

const anybody = '0.0.0.0/0';

/** What is no reason to refuse a stage, and worth knowing before it is deployed: a sentence each. */
export function stageNotices({ cluster }: EksStage, today: Date = new Date()): string[] {
  const { nodes } = cluster;
  const notices: (string | false)[] = [
    cluster.natGateways < cluster.availabilityZones &&
      `Cluster ${cluster.name} has ${cluster.natGateways} NAT gateway${cluster.natGateways === 1 ? '' : 's'} for ${cluster.availabilityZones} zones: if the zone of one fails, nodes of another lose the internet.`,
    nodes.cpuCredits === 'unlimited' &&
      `Nodes of ${cluster.name} that work above their baseline for long are billed for surplus CPU credits (nodes.cpuCredits: 'standard' throttles them instead).`,
    cluster.apiAllowedCidrs.includes(anybody) &&
      `The Kubernetes API of ${cluster.name} can be reached from everywhere; IAM still authenticates (apiAllowedCidrs narrows it).`,
  ];
  return [...notices.filter((notice) => notice !== false), ...supportNotices(kubernetesMinor, today)];
}
