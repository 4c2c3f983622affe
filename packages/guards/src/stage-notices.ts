import { kubernetesMinor } from '@eks-practice/stages/kubernetes-version';
import type { Cluster, EksStage, Named } from '@eks-practice/stages/stage';
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
  return [
    ...notices.filter((notice) => notice !== false),
    ...metricsNotices(cluster),
    ...supportNotices(kubernetesMinor, today),
  ];
}

/** How often an autoscaler looks; Kubernetes' default, and EKS's. In seconds. */
const syncSeconds = 15;

/** That a cluster measures more rarely than its autoscalers look, which they then do in vain. */
export function metricsNotices({ name, metricsResolutionSeconds: seconds }: Named<Cluster>): string[] {
  if (seconds <= syncSeconds) return [];
  return [
    `Cluster ${name} measures its pods every ${seconds} s, but autoscalers look every ${syncSeconds} s: a scale-out begins up to ${seconds - syncSeconds} s later than it could (metricsResolutionSeconds).`,
  ];
}
