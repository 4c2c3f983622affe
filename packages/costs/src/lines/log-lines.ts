import type { Assumptions } from '../assumptions.ts';
import type { CostLine } from './cost-line.ts';
import { type Range, always, product, sum } from '../range.ts';
import { type Template, at, countOf, numberAt, resourcesOf } from '../template/template.ts';

/** What CloudWatch keeps for ever is taken for a year's worth. */
const daysWithoutRetention = 365;

/** The logs of the control plane and of the VPC's flows; those of the deploys' functions are too few to count. */
export function logLines(template: Template | undefined, nodes: Range, assumed: Assumptions): Omit<CostLine, 'part'>[] {
  const logging = resourcesOf(template, 'AWS::EKS::Cluster').some((cluster) => {
    const kinds = at(cluster, 'Logging', 'ClusterLogging', 'EnabledTypes');
    return Array.isArray(kinds) && kinds.length > 0;
  });
  const controlPlane = logging ? assumed.controlPlaneLogGb : always(0);
  const flows = countOf(template, 'AWS::EC2::FlowLog') > 0 ? product(nodes, assumed.flowLogGbPerNode) : always(0);
  const retentions = resourcesOf(template, 'AWS::Logs::LogGroup').map(
    (group) => numberAt(group, 'RetentionInDays') ?? daysWithoutRetention,
  );
  // The control plane's log group, where the template has none, is made by EKS, which sets no retention.
  const days = retentions.length > 0 ? Math.max(...retentions) : daysWithoutRetention;
  const takenIn = sum([controlPlane, flows]);
  return [
    { what: 'control plane logs', rate: 'logsIngestedGb', quantity: controlPlane, onFargate: false },
    { what: 'VPC flow logs', rate: 'logsIngestedGb', quantity: flows, onFargate: true },
    {
      what: `logs kept for ${days} days`,
      rate: 'logsStored',
      quantity: product(takenIn, assumed.storedLogShare, days / daysPerMonth),
      onFargate: false,
    },
  ];
}

const daysPerMonth = 365 / 12;
