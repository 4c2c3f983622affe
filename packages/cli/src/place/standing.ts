import type { KubernetesClient } from '../kubernetes/client.ts';

/** How a place stands. */
export interface Standing {
  /** `running` where the Kubernetes API can be asked; else how the cluster stands instead, e.g. `absent`. */
  readonly state: string;
  /** The command that brings it up. */
  readonly bringUp: string;
  /** Leads to the cluster; the file is there where that runs. */
  readonly kubeconfigPath: string;
  /** Connects to it, where it runs. */
  readonly client: () => Promise<KubernetesClient>;
  /** The base URL of each public service that has an address by now, by its name. */
  readonly urls: Readonly<Record<string, string>>;
  /** Where it is in AWS; nothing on this machine. */
  readonly aws?: AwsFacts;
}

/** Where a stage is in AWS. */
export interface AwsFacts {
  readonly account: string;
  readonly region: string;
  /** Its CloudFormation stack's name. */
  readonly stack: string;
  /** As CloudFormation says it, e.g. `UPDATE_COMPLETE`; null where there is no such stack. */
  readonly stackStatus: string | null;
  /** The number of its last deploy, as `rollback --list` has it; null before the first one. */
  readonly deploy: number | null;
}
