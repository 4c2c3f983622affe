import {
  AllocateAddressCommand,
  AuthorizeSecurityGroupIngressCommand,
  CreateNatGatewayCommand,
  CreateNetworkInterfaceCommand,
  CreateSecurityGroupCommand,
  CreateSubnetCommand,
  CreateVolumeCommand,
  CreateVpcCommand,
  DeleteNetworkInterfaceCommand,
  DescribeNetworkInterfacesCommand,
  DescribeSecurityGroupsCommand,
  EC2Client,
} from '@aws-sdk/client-ec2';
import {
  CreateLoadBalancerCommand,
  CreateTargetGroupCommand,
  DescribeLoadBalancersCommand,
  DescribeTargetGroupsCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';

/** What the AWS Load Balancer Controller makes for one Service or Ingress. */
export interface Made {
  readonly loadBalancer: string;
  readonly targetGroup: string;
  readonly securityGroup: string;
  readonly networkInterface: string;
}

/** A network in which the test plays the AWS Load Balancer Controller. */
export class EmulatedController {
  readonly #elb: ElasticLoadBalancingV2Client;
  readonly #ec2: EC2Client;
  readonly #vpc: string;
  readonly #subnet: string;

  private constructor(region: string, vpc: string, subnet: string) {
    this.#elb = new ElasticLoadBalancingV2Client({ region });
    this.#ec2 = new EC2Client({ region });
    this.#vpc = vpc;
    this.#subnet = subnet;
  }

  /** Makes the network. */
  static async in(region: string): Promise<EmulatedController> {
    const ec2 = new EC2Client({ region });
    const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.1.0.0/16' }));
    const { Subnet } = await ec2.send(new CreateSubnetCommand({ VpcId: Vpc?.VpcId, CidrBlock: '10.1.0.0/20' }));
    return new EmulatedController(region, Vpc?.VpcId ?? '', Subnet?.SubnetId ?? '');
  }

  /** @param tags as the controller sets them, e.g. `service.k8s.aws/stack` */
  async make(name: string, tags: Readonly<Record<string, string>>): Promise<Made> {
    const Tags = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
    const { GroupId: securityGroup = '' } = await this.#ec2.send(
      new CreateSecurityGroupCommand({
        ...{ GroupName: name, Description: name, VpcId: this.#vpc },
        TagSpecifications: [{ ResourceType: 'security-group', Tags }],
      }),
    );
    const { LoadBalancers } = await this.#elb.send(
      new CreateLoadBalancerCommand({ Name: name, Type: 'network', Subnets: [this.#subnet], Tags }),
    );
    const { TargetGroups } = await this.#elb.send(
      new CreateTargetGroupCommand({ Name: name, Protocol: 'TCP', Port: 80, VpcId: this.#vpc, TargetType: 'ip', Tags }),
    );
    const loadBalancer = LoadBalancers?.[0]?.LoadBalancerArn ?? '';
    // AWS makes it with the load balancer; the emulator does not.
    const { NetworkInterface } = await this.#ec2.send(
      new CreateNetworkInterfaceCommand({
        SubnetId: this.#subnet,
        Description: `ELB ${loadBalancer.split(':loadbalancer/')[1]}`,
        Groups: [securityGroup],
      }),
    );
    return {
      ...{ loadBalancer, securityGroup },
      targetGroup: TargetGroups?.[0]?.TargetGroupArn ?? '',
      networkInterface: NetworkInterface?.NetworkInterfaceId ?? '',
    };
  }

  /** What AWS does some time after the load balancer's end. */
  async freeInterface({ networkInterface }: Made): Promise<void> {
    await this.#ec2.send(new DeleteNetworkInterfaceCommand({ NetworkInterfaceId: networkInterface }));
  }

  /** Lets in whoever is in the security group, as the controller does with the nodes' group. */
  async letIn({ securityGroup }: Made, name: string): Promise<string> {
    const group = { GroupName: name, Description: name, VpcId: this.#vpc };
    const { GroupId = '' } = await this.#ec2.send(new CreateSecurityGroupCommand(group));
    const rule = { IpProtocol: 'tcp', FromPort: 80, ToPort: 80, UserIdGroupPairs: [{ GroupId: securityGroup }] };
    await this.#ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions: [rule] }));
    return GroupId;
  }

  /** A network interface that the VPC CNI left on no node. */
  async dangling(cluster: string): Promise<string> {
    const Tags = [{ Key: 'cluster.k8s.amazonaws.com/name', Value: cluster }];
    const { NetworkInterface } = await this.#ec2.send(
      new CreateNetworkInterfaceCommand({
        ...{ SubnetId: this.#subnet, Description: 'aws-K8S-i-1' },
        TagSpecifications: [{ ResourceType: 'network-interface', Tags }],
      }),
    );
    return NetworkInterface?.NetworkInterfaceId ?? '';
  }

  /** A NAT gateway with its address. */
  async natGateway(tags: Readonly<Record<string, string>>): Promise<{ gateway: string; address: string }> {
    const Tags = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
    const { AllocationId: address = '' } = await this.#ec2.send(
      new AllocateAddressCommand({ Domain: 'vpc', TagSpecifications: [{ ResourceType: 'elastic-ip', Tags }] }),
    );
    const { NatGateway } = await this.#ec2.send(
      new CreateNatGatewayCommand({
        ...{ SubnetId: this.#subnet, AllocationId: address },
        TagSpecifications: [{ ResourceType: 'natgateway', Tags }],
      }),
    );
    return { gateway: NatGateway?.NatGatewayId ?? '', address };
  }

  /** @returns its id */
  async volume(gib: number, tags: Readonly<Record<string, string>>): Promise<string> {
    const Tags = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
    const { VolumeId = '' } = await this.#ec2.send(
      new CreateVolumeCommand({
        ...{ AvailabilityZone: 'eu-central-1a', Size: gib, VolumeType: 'gp3' },
        TagSpecifications: [{ ResourceType: 'volume', Tags }],
      }),
    );
    return VolumeId;
  }

  /** The ids and ARNs of all load balancers, target groups, security groups and network interfaces that there are. */
  async present(): Promise<ReadonlySet<string | undefined>> {
    const [loadBalancers, targetGroups, groups, interfaces] = await Promise.all([
      this.#elb.send(new DescribeLoadBalancersCommand({})),
      this.#elb.send(new DescribeTargetGroupsCommand({})),
      this.#ec2.send(new DescribeSecurityGroupsCommand({})),
      this.#ec2.send(new DescribeNetworkInterfacesCommand({})),
    ]);
    return new Set([
      ...(loadBalancers.LoadBalancers ?? []).map((it) => it.LoadBalancerArn),
      ...(targetGroups.TargetGroups ?? []).map((it) => it.TargetGroupArn),
      ...(groups.SecurityGroups ?? []).map((it) => it.GroupId),
      ...(interfaces.NetworkInterfaces ?? []).map((it) => it.NetworkInterfaceId),
    ]);
  }
}
