import type { EksStage } from '@eks-practice/stages/stage';
import type { Assumptions } from '../assumptions.ts';
import { type CostLine, allMonth } from './cost-line.ts';
import { loadBalancersIn } from '../template/load-balancers.ts';
import { always } from '../range.ts';
import type { Template } from '../template/template.ts';
import { trafficOf } from './traffic.ts';

/** What a stage adds to its cluster's costs: its load balancers, and its traffic. Its pods run on the cluster's nodes. */
export function stageLines(
  template: Template | undefined,
  stage: EksStage,
  zones: number,
  assumed: Assumptions,
): CostLine[] {
  const { network, application } = loadBalancersIn(template);
  const balancers = network + application;
  if (balancers === 0) return [];
  const traffic = trafficOf(stage, zones, assumed);
  const [units, rate] =
    application > 0
      ? (['ALB capacity units', 'applicationLcu'] as const)
      : (['NLB capacity units', 'networkLcu'] as const);
  const lines: Omit<CostLine, 'part' | 'onFargate'>[] = [
    { what: 'network load balancers', rate: 'networkLoadBalancer', quantity: allMonth(network) },
    { what: 'application load balancers', rate: 'applicationLoadBalancer', quantity: allMonth(application) },
    { what: units, rate, quantity: traffic.lcuHours },
    {
      what: "load balancers' public IPv4",
      rate: 'publicIpv4',
      quantity: allMonth(always(balancers * zones)),
      note: 'one for each load balancer and zone; an application load balancer under load takes more',
    },
    { what: 'data between zones', rate: 'crossZoneGb', quantity: traffic.crossZoneGb },
    {
      what: 'data to the internet',
      rate: 'internetGb',
      quantity: traffic.internetGb,
      note: 'AWS gives an account the first 100 GB a month free; that is not taken off here',
    },
  ];
  return lines.map((line) => ({ part: 'stage', onFargate: true, ...line }));
}
