import type { EksCluster } from '@eks-practice/stages/stage';
import { RemovalPolicy } from 'aws-cdk-lib';

/** For what cannot be made again: of a protected cluster it outlives its stack, unless the stack never came to be. */
export function removalPolicyOf(settings: EksCluster): RemovalPolicy {
  return settings.protected ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY;
}
