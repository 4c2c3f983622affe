import { systemPods } from '@eks-practice/stages/system-pods';
import { CfnResource, Duration } from 'aws-cdk-lib';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import type { Construct } from 'constructs';
import type { Chart } from './add-on-versions.ts';
import { systemNamespace } from './pod-identity.ts';

/** How long CloudFormation waits for a chart or a patch, in seconds; without this, an hour. CDK's function itself is ended after 900 s. */
export const serviceTimeoutSeconds = 960;

export interface ChartReleaseProps {
  readonly cluster: eks.Cluster;
  readonly chart: Chart;
  /** The chart's values. */
  readonly values: Readonly<Record<string, unknown>>;
}

/** Installs a chart under its own name and waits until it runs: the next who is deployed may rely on it. */
export function releaseChart(scope: Construct, { cluster, chart, values }: ChartReleaseProps): eks.HelmChart {
  const release = new eks.HelmChart(scope, 'Release', {
    // CDK's class does not fit its own interface where an absent property may not be undefined.
    cluster: cluster as eks.ICluster,
    ...chart,
    release: chart.chart,
    namespace: systemNamespace,
    createNamespace: false,
    wait: true,
    timeout: Duration.minutes(10),
    values,
  });
  const resource = release.node.findChild('Resource').node.defaultChild;
  if (!(resource instanceof CfnResource)) throw new Error('a HelmChart has no CloudFormation resource');
  resource.addPropertyOverride('ServiceTimeout', serviceTimeoutSeconds);
  return release;
}

/**
 * The values of a chart that say how many pods it has and what they ask for: those that the guards count with.
 * @throws {Error} if the stages do not know the chart
 */
export function sizeOf({ chart }: Chart, limits: { readonly memoryMiB: number }): Record<string, unknown> {
  const pods = systemPods.find(({ name }) => name === chart);
  if (!pods) throw new Error(`${chart} is not among the system pods`);
  return {
    replicaCount: pods.replicas,
    resources: {
      requests: { cpu: `${pods.cpuMillicores}m`, memory: `${pods.memoryMiB}Mi` },
      limits: { memory: `${limits.memoryMiB}Mi` },
    },
  };
}
