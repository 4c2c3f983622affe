import { Fn } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';

/** Where GitHub's tokens come from; IAM calls the provider by it. */
export const githubIssuer = 'token.actions.githubusercontent.com';

export interface GithubTrust {
  /** The provider's ARN in IAM. */
  readonly provider: string;
  /** As the token's claim `sub` names it: `owner/name`, or with their numbers, `owner-1/name-2`. */
  readonly repository: string;
  /** Only a job in this environment; who may use it, and from which branches, GitHub's protection rules say. */
  readonly environment: string;
  /** Only for these refs; `*` stands for anything. */
  readonly refs: readonly string[];
}

/**
 * A job of a workflow on GitHub, known by the token that GitHub has signed for it. Both the environment and the ref must be right: an
 * environment without protection rules takes any branch.
 * @see https://docs.github.com/en/actions/reference/security/oidc
 */
export function githubJob({ provider, repository, environment, refs }: GithubTrust): iam.WebIdentityPrincipal {
  return new iam.WebIdentityPrincipal(provider, {
    StringEquals: {
      [`${githubIssuer}:aud`]: 'sts.amazonaws.com',
      [`${githubIssuer}:sub`]: Fn.join('', ['repo:', repository, `:environment:${environment}`]),
    },
    StringLike: { [`${githubIssuer}:ref`]: refs },
  });
}
