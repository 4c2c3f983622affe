import type { Named, EksCluster } from '@eks-practice/stages/stage';
import type { Assumptions } from '../assumptions.ts';
import { type CostLine, allMonth } from './cost-line.ts';
import { logLines } from './log-lines.ts';
import { networkOf } from '../template/network.ts';
import { type NodeGroup, nodeGroups } from '../template/node-groups.ts';
import { isT4g } from '../prices/rates.ts';
import { always, product, sum } from '../range.ts';
import { vcpusAboveBaseline } from './t4g.ts';
import { type Template, countOf } from '../template/template.ts';

type ClusterLine = Omit<CostLine, 'part'>;

/** What the cluster's template costs, whatever its stages do. */
export function clusterLines(
  template: Template | undefined,
  cluster: Named<EksCluster>,
  assumed: Assumptions,
): CostLine[] {
  const groups = nodeGroups(template, cluster);
  const lines: ClusterLine[] = [
    {
      what: 'EKS control plane',
      rate: 'eksCluster',
      quantity: allMonth(countOf(template, 'AWS::EKS::Cluster')),
      onFargate: false,
    },
    ...groups.flatMap((group) => nodeLines(group, assumed)),
    ...networkLines(template, cluster, groups, assumed),
    {
      what: 'KMS keys',
      rate: 'kmsKey',
      quantity: always(countOf(template, 'AWS::KMS::Key')),
      onFargate: true,
      note: 'a key that is rotated costs 1 dollar more after its first and its second rotation',
    },
    ...logLines(template, nodesOf(groups), assumed),
    {
      what: 'images in ECR',
      rate: 'ecrStored',
      quantity: product(countOf(template, 'AWS::ECR::Repository'), assumed.imageGb),
      onFargate: true,
    },
  ];
  return lines.map((line) => ({ part: 'cluster', ...line }));
}

function nodesOf(groups: readonly NodeGroup[]) {
  return sum(groups.map(({ min, max }) => ({ atRest: min, atMost: max })));
}

function nodeLines(
  { instanceType, min, max, diskGib, unlimited }: NodeGroup,
  { cpuPercent }: Assumptions,
): ClusterLine[] {
  // Of another family; `unpricedIn` lists it.
  if (!isT4g(instanceType)) return [];
  const nodes = { atRest: min, atMost: max };
  const surplus = {
    atRest: vcpusAboveBaseline(instanceType, cpuPercent.atRest),
    atMost: vcpusAboveBaseline(instanceType, cpuPercent.atMost),
  };
  return [
    { what: `${instanceType} nodes`, rate: instanceType, quantity: allMonth(nodes), onFargate: false },
    {
      what: 'CPU above the baseline',
      rate: 'cpuCredits',
      quantity: unlimited ? product(allMonth(nodes), surplus) : always(0),
      onFargate: false,
      note: unlimited
        ? 'vCPU-hours; the credits that idle hours earn are not set against it'
        : "the nodes are throttled instead: cpuCredits is 'standard'",
    },
    { what: "the nodes' disks", rate: 'gp3', quantity: product(nodes, diskGib), onFargate: false },
  ];
}

function networkLines(
  template: Template | undefined,
  cluster: EksCluster,
  groups: readonly NodeGroup[],
  { natGbPerNode, endpointGbPerNode }: Assumptions,
): ClusterLine[] {
  const { zones, natGateways, publicAddresses, endpointZones } = networkOf(template, cluster);
  const nodes = nodesOf(groups);
  const natGb = natGateways > 0 ? product(nodes, natGbPerNode) : always(0);
  return [
    { what: 'NAT gateways', rate: 'natGateway', quantity: allMonth(natGateways), onFargate: true },
    { what: 'data through NAT', rate: 'natGatewayGb', quantity: natGb, onFargate: true },
    {
      what: 'data to NAT in another zone',
      rate: 'crossZoneGb',
      quantity: product(natGb, Math.max(0, zones - natGateways) / zones, 2),
      onFargate: true,
    },
    { what: "NAT's public IPv4 addresses", rate: 'publicIpv4', quantity: allMonth(publicAddresses), onFargate: true },
    { what: 'VPC endpoints, by zone', rate: 'interfaceEndpoint', quantity: allMonth(endpointZones), onFargate: true },
    {
      what: 'data through VPC endpoints',
      rate: 'interfaceEndpointGb',
      quantity: endpointZones > 0 ? product(nodes, endpointGbPerNode) : always(0),
      onFargate: true,
    },
  ];
}
