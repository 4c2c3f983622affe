/** What kind of thing was left behind; by it its price is known. */
export type LeftoverKind =
  | 'load-balancer'
  | 'target-group'
  | 'security-group'
  | 'network-interface'
  | 'nat-gateway'
  | 'public-ip'
  | 'vpc'
  | 'vpc-endpoint'
  | 'instance'
  | 'volume'
  | 'eks-cluster'
  | 'log-group'
  | 'repository'
  | 'kms-key'
  | 'other';

/** Something in the account that belonged to what was removed. */
export interface Leftover {
  readonly kind: LeftoverKind;
  /** Its id, name or ARN, by which AWS finds it. */
  readonly id: string;
  /** What makes its price. */
  readonly detail?: {
    /** Of a volume its size, of a log group what it holds; in GiB. */
    readonly gib?: number;
    /** Of an instance, e.g. `t4g.medium`. */
    readonly instanceType?: string;
    /** In how many zones an endpoint is. */
    readonly zones?: number;
  };
  /** The command that removes it, where one does. */
  readonly command?: string;
}
