/** What a type of node has. */
export interface InstanceType {
  readonly vcpus: number;
  readonly memoryMiB: number;
  /** Elastic network interfaces that it can have. */
  readonly networkInterfaces: number;
  /** IPv4 addresses that each of these can have. */
  readonly addressesPerInterface: number;
}

const gibibyte = 1024;

/**
 * The t4g family (arm64), as of 2026-11; from the EC2 user guide's tables of instance specifications and of addresses per
 * network interface. `aws ec2 describe-instance-types` tells the same.
 */
export const instanceTypes: Readonly<Record<string, InstanceType>> = {
  't4g.nano': { vcpus: 2, memoryMiB: gibibyte / 2, networkInterfaces: 2, addressesPerInterface: 2 },
  't4g.micro': { vcpus: 2, memoryMiB: gibibyte, networkInterfaces: 2, addressesPerInterface: 2 },
  't4g.small': { vcpus: 2, memoryMiB: 2 * gibibyte, networkInterfaces: 3, addressesPerInterface: 4 },
  't4g.medium': { vcpus: 2, memoryMiB: 4 * gibibyte, networkInterfaces: 3, addressesPerInterface: 6 },
  't4g.large': { vcpus: 2, memoryMiB: 8 * gibibyte, networkInterfaces: 3, addressesPerInterface: 12 },
  't4g.xlarge': { vcpus: 4, memoryMiB: 16 * gibibyte, networkInterfaces: 4, addressesPerInterface: 15 },
  't4g.2xlarge': { vcpus: 8, memoryMiB: 32 * gibibyte, networkInterfaces: 4, addressesPerInterface: 15 },
};

/** Of every type in the table, as Docker names it. */
export const nodeArchitecture = 'arm64';
