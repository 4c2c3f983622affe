import type { PseudoParameters } from '@eks-practice/infra/template-objects';
import { urlSuffixOf } from '../partition.ts';
import type { AwsSession } from '../session.ts';

/** What CloudFormation would put in a template for `AWS::AccountId` and its like, where the session is. */
export function pseudoParametersOf({ account, region, callerArn }: AwsSession): Required<PseudoParameters> {
  const partition = callerArn.split(':')[1] || 'aws';
  return { account, region, partition, urlSuffix: urlSuffixOf(partition) };
}
