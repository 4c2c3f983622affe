import type { EksCluster, Named } from '@eks-practice/stages/stage';
import { Fn, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { Access } from './cluster/access.ts';
import { NodeAddOns, PodAddOns } from './cluster/add-ons.ts';
import { BudgetAlarm } from './cluster/budget-alarm.ts';
import { ControlPlane } from './cluster/control-plane.ts';
import { LoadBalancerController } from './cluster/load-balancer-controller.ts';
import { Network } from './cluster/network.ts';
import { NodeAutoscaler } from './cluster/node-autoscaler.ts';
import { Nodes } from './cluster/nodes.ts';
import { Repositories } from './cluster/repositories.ts';

export interface ClusterStackProps extends StackProps {
  /** The cluster's name and settings. */
  readonly cluster: Named<EksCluster>;
}

/** What changes rarely and slowly: the network, the control plane, the nodes and what runs on them for all stages. */
export class ClusterStack extends Stack {
  private readonly zones: number;

  constructor(scope: Construct, id: string, props: ClusterStackProps) {
    super(scope, id, props);
    const settings = props.cluster;
    const clusterName = settings.name;
    this.zones = settings.availabilityZones;

    const { vpc } = new Network(this, 'Network', settings);
    const { cluster, kubectlProvider } = new ControlPlane(this, 'ControlPlane', { cluster: settings, vpc });
    const nodeAddOns = new NodeAddOns(this, 'NodeAddOns', {
      cluster,
      clusterName,
      prefixDelegation: settings.nodes.prefixDelegation,
    });
    const nodes = new Nodes(this, 'Nodes', { cluster, settings });
    const { metricsResolutionSeconds } = settings;
    const podAddOns = new PodAddOns(this, 'PodAddOns', { cluster, metricsResolutionSeconds });
    const loadBalancers = new LoadBalancerController(this, 'LoadBalancerController', { cluster, clusterName, vpc });
    const nodeAutoscaler = new NodeAutoscaler(this, 'NodeAutoscaler', { cluster, clusterName });
    // A node is ready once the network plug-in runs on it, a pod once there is a node, and the controllers once names are
    // resolved. In the other direction, when the cluster goes, the charts are uninstalled while all that still is there.
    nodes.node.addDependency(nodeAddOns);
    podAddOns.node.addDependency(nodes);
    loadBalancers.node.addDependency(podAddOns);
    nodeAutoscaler.node.addDependency(podAddOns);

    new Access(this, 'Access', { cluster, clusterName, kubectlProvider });
    new Repositories(this, 'Repositories', settings);
    new BudgetAlarm(this, 'Budget', settings);
  }

  /** As many as the cluster spreads over. CDK's own answer is two, unless it may ask the account. */
  override get availabilityZones(): string[] {
    return Array.from({ length: this.zones }, (_, index) => Fn.select(index, Fn.getAzs()));
  }
}
