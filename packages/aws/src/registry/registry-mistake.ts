import { UserError } from '@eks-practice/errors/user-error';

interface Mistake {
  readonly code: string;
  readonly when: RegExp;
  readonly remedy: string;
}

const again = 'Run the same command again; layers that have arrived are not sent again.';

/** The first that fits is told. The words are those of ECR and of Docker's daemon. */
const mistakes: readonly Mistake[] = [
  {
    code: 'registry-sign-in-expired',
    when: /authorization token has expired/,
    remedy: `${again} The password of the registry is good for 12 hours.`,
  },
  {
    code: 'registry-denied',
    when: /denied|no basic auth|unauthorized|forbidden/i,
    remedy:
      'Let an administrator of the account allow the push to this identity: ecr:BatchCheckLayerAvailability, ' +
      'ecr:InitiateLayerUpload, ecr:UploadLayerPart, ecr:CompleteLayerUpload and ecr:PutImage on the repository.',
  },
  {
    code: 'repository-missing',
    when: /name unknown|repository .* does not exist/i,
    remedy: 'Deploy the cluster first, which makes one for each service: npx eks-practice cluster deploy <cluster>',
  },
  {
    code: 'registry-unreachable',
    when: /no such host|connection refused|i\/o timeout|timeout exceeded|deadline exceeded|unreachable|x509|proxyconnect|\bEOF\b/i,
    remedy:
      "It is Docker's daemon that sends the images: it needs the network, and where there is a proxy, that in its own " +
      'settings (https://docs.docker.com/engine/daemon/proxy).',
  },
];

/**
 * What the user can do about a push that failed.
 * @param failure what Docker's daemon said
 */
export function pushMistake(failure: string, host: string, repository: string): UserError {
  const { code, remedy } = mistakes.find(({ when }) => when.test(failure)) ?? { code: 'push-failed', remedy: again };
  return new UserError(`Docker could not push to ${host}/${repository}: ${failure.trim()}`, { code, remedy });
}
