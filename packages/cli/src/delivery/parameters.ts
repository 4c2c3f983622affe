import { UserError } from '@eks-practice/errors/user-error';
import { deliveryParameters } from '@eks-practice/infra/delivery-stack';

export interface DeliveryChoices {
  /**
   * The repository on GitHub.
   * @default - the one of the last deploy
   */
  readonly repository?: string;
  /** The account has GitHub's identity provider already, from another cluster or another tool. */
  readonly existingProvider: boolean;
}

/**
 * Values of the delivery stack's parameters: what is said now, and else what was said when it was deployed.
 * @throws {UserError} `no-repository` or `invalid-repository`
 */
export function parametersFor(
  { repository, existingProvider }: DeliveryChoices,
  before: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const chosen = repository ?? before[deliveryParameters.repository];
  const remedy =
    "Name it: --repository <owner>/<name>, with the numbers if GitHub's tokens carry them (docs/delivery.md).";
  if (chosen === undefined) {
    throw new UserError('Which repository on GitHub may deploy has not been said yet.', {
      code: 'no-repository',
      remedy,
    });
  }
  if (!/^[A-Za-z0-9_.-]+\/[A-Za-z0-9_.-]+$/.test(chosen)) {
    throw new UserError(`${JSON.stringify(chosen)} is not a repository on GitHub.`, {
      code: 'invalid-repository',
      remedy,
    });
  }
  return {
    [deliveryParameters.repository]: chosen,
    [deliveryParameters.provider]: existingProvider ? 'existing' : (before[deliveryParameters.provider] ?? 'new'),
  };
}
