import type { AwsSession } from '@eks-practice/aws/session';
import { inAws } from '../output/header.ts';
import { table } from '../output/table.ts';

/** What the workflows need to be told. */
export interface DeliverySettings {
  /** As the roles trust it. */
  readonly repository: string;
  readonly region: string;
  /** The ARN of the role of each environment. */
  readonly roles: Readonly<Record<string, string>>;
}

export function deliveryHeader(cluster: string, session: AwsSession): string {
  return table([['App', 'eks-practice'], ['Delivery', `from GitHub to cluster ${cluster}`], ...inAws(session)]);
}

/** What to enter on GitHub, as commands of its `gh`; none of it is a secret. */
export function settingsText({ repository, region, roles }: DeliverySettings): string {
  const commands = Object.entries(roles).flatMap(([environment, arn]) => [
    `gh api --method PUT repos/{owner}/{repo}/environments/${environment}`,
    `gh variable set AWS_ROLE_ARN --env ${environment} --body ${arn}`,
    `gh variable set AWS_REGION --env ${environment} --body ${region}`,
  ]);
  return [
    `The roles trust jobs of ${repository}. Tell GitHub of them, in a clone of it:`,
    ...[...commands, 'gh variable set EKS_PRACTICE_DEPLOY --body true'].map((command) => `  ${command}`),
    "Who must agree before a job gets its role is said under the repository's Settings, Environments.",
  ].join('\n');
}
