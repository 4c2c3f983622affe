import { UserError } from '@eks-practice/errors/user-error';

/**
 * What AWS answers; where it refuses or is silent, a mistake that the user can mend is said as one.
 * @throws {UserError} `no-credentials`, `expired-credentials`, `invalid-credentials`, `access-denied`, `throttled`,
 * `aws-unreachable`, `aws-unavailable`, `clock-skew`, `quota-exceeded`; any other error as it is
 */
export async function answeredByAws<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    throw awsMistake(error) ?? error;
  }
}

/** For a request's `catch`: takes an error of such a name for the answer that there is none. */
export function unlessNamed(...names: readonly string[]): (error: unknown) => undefined {
  return (error) => {
    if (error instanceof Error && names.includes(error.name)) return undefined;
    throw error;
  };
}

/** What the user can mend about an error of the AWS clients, or of what wraps one; nothing where it is neither. */
export function awsMistake(error: unknown): UserError | undefined {
  for (const failure of withCauses(error)) {
    if (failure instanceof UserError) return failure;
    const mistake = mistakes.find(({ when }) => when(failure));
    if (mistake) {
      const { code, message, remedy } = mistake;
      return new UserError(message(failure), { code, remedy: remedy(failure), cause: error });
    }
  }
  return undefined;
}

/** As the clients' errors are; Node's network errors have `code` and `hostname`. */
interface Failure {
  readonly name?: string;
  readonly code?: string;
  readonly message?: string;
  readonly hostname?: string;
  readonly address?: string;
  readonly $fault?: string;
  readonly $retryable?: { readonly throttling?: boolean };
  readonly cause?: unknown;
  readonly errors?: readonly unknown[];
}

/** An error and all that it was caused by, the outermost first. */
export function* withCauses(error: unknown): Generator<Failure> {
  const seen = new Set<unknown>();
  const left = [error];
  for (let next = left.shift(); next !== undefined; next = left.shift()) {
    if (typeof next !== 'object' || next === null || seen.has(next)) continue;
    seen.add(next);
    const failure: Failure = next;
    yield failure;
    left.push(...[failure.cause, ...(failure.errors ?? [])].filter((inner) => inner !== undefined));
  }
}

interface Mistake {
  readonly code: string;
  when(failure: Failure): boolean;
  message(failure: Failure): string;
  remedy(failure: Failure): string;
}

const signIn =
  'Sign in with `aws sso login` (or `aws configure` for a key of your own), choose the profile with AWS_PROFILE=<profile>, ' +
  'and see whose it is with `aws sts get-caller-identity`.';

/** The first that fits is told: what is said more exactly comes first. */
const mistakes: readonly Mistake[] = [
  {
    code: 'expired-credentials',
    when: (failure) =>
      named(failure, 'ExpiredToken', 'ExpiredTokenException', 'RequestExpired', 'TokenRefreshRequired') ||
      (named(failure, 'CredentialsProviderError', 'TokenProviderError') && /expired|refresh/i.test(said(failure))),
    message: (failure) => `The AWS credentials have expired: ${said(failure)}`,
    remedy: () => `Sign in again with \`aws sso login\`, or take new keys, and run the same command again.`,
  },
  {
    code: 'no-credentials',
    when: (failure) => named(failure, 'CredentialsProviderError', 'TokenProviderError', 'AuthenticationError'),
    message: (failure) => `There are no AWS credentials${profileText()}: ${said(failure)}`,
    remedy: () => signIn,
  },
  {
    code: 'clock-skew',
    when: (failure) =>
      named(failure, 'RequestTimeTooSkewed') || /signature (not yet current|expired)/i.test(said(failure)),
    message: (failure) => `This machine's clock differs from that of AWS: ${said(failure)}`,
    remedy: () => 'Set the clock (`timedatectl set-ntp true`), then run the same command again.',
  },
  {
    code: 'invalid-credentials',
    when: (failure) =>
      named(
        failure,
        ...['InvalidClientTokenId', 'UnrecognizedClientException', 'InvalidAccessKeyId', 'InvalidSignatureException'],
        ...['SignatureDoesNotMatch', 'AuthFailure', 'IncompleteSignature', 'MissingAuthenticationToken'],
      ),
    message: (failure) => `AWS does not know the credentials${profileText()}: ${said(failure)}`,
    remedy: () =>
      `${signIn} Credentials of one partition (aws, aws-cn, aws-us-gov) do not count in another, nor in a region that the ` +
      'account has not enabled.',
  },
  {
    code: 'access-denied',
    when: (failure) =>
      named(failure, 'AccessDenied', 'AccessDeniedException', 'UnauthorizedOperation', 'OptInRequired'),
    message: (failure) => `AWS does not allow ${actionIn(failure) ?? 'this'}: ${said(failure)}`,
    remedy: (failure) => {
      const action = actionIn(failure);
      return `Let an administrator of the account allow ${action ? `the action ${action}` : 'it'} to this identity, or choose another with AWS_PROFILE.`;
    },
  },
  {
    code: 'throttled',
    when: (failure) =>
      failure.$retryable?.throttling === true ||
      named(
        failure,
        ...['Throttling', 'ThrottlingException', 'ThrottledException', 'TooManyRequestsException'],
        ...['RequestLimitExceeded', 'RequestThrottled', 'RequestThrottledException', 'SlowDown'],
      ),
    message: (failure) =>
      `AWS has had too many requests of this account, and still has after several tries: ${said(failure)}`,
    remedy: () =>
      'Wait a minute and run the same command again; what has begun goes on. The limit is shared by all that use the ' +
      'account and the region.',
  },
  {
    code: 'quota-exceeded',
    when: (failure) =>
      /^(ServiceQuotaExceeded|LimitExceeded|ResourceLimitExceeded|VpcLimitExceeded|AddressLimitExceeded)/.test(
        failure.name ?? '',
      ),
    message: (failure) => `A quota of the account is used up: ${said(failure)}`,
    remedy: () => 'Remove what is not needed, or ask for more in the console under Service Quotas.',
  },
  {
    code: 'aws-unreachable',
    when: (failure) => unreachable.has(failure.code ?? '') || named(failure, 'TimeoutError'),
    message: (failure) => `AWS cannot be reached${placeOf(failure)}: ${said(failure) || failure.code}`,
    remedy: () =>
      'Look at the network and at how the region is spelt in packages/stages/src/stages.ts. The AWS clients go straight to ' +
      '*.amazonaws.com, past HTTPS_PROXY; where that is blocked, use VPC endpoints or set AWS_ENDPOINT_URL.',
  },
  {
    code: 'aws-unavailable',
    when: (failure) => failure.$fault === 'server',
    message: (failure) => `AWS failed (${failure.name}), and does after several tries: ${said(failure)}`,
    remedy: () => 'Run the same command again; https://health.aws.amazon.com tells of troubles in a region.',
  },
];

const unreachable = new Set([
  ...['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'ECONNRESET', 'EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT', 'EPIPE'],
  ...['CERT_HAS_EXPIRED', 'SELF_SIGNED_CERT_IN_CHAIN', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
]);

function named({ name, code }: Failure, ...names: readonly string[]): boolean {
  return names.some((known) => known === name || known === code);
}

/**
 * The first paragraph of what AWS said. Where it refuses a signature, the others hold the whole request as it was signed,
 * with the session's token.
 */
function said({ message = '' }: Failure): string {
  return message.split(/\r?\n\s*\n/, 1).join('');
}

function profileText(): string {
  const { AWS_PROFILE: profile } = process.env;
  return profile ? ` of the profile ${profile}` : '';
}

/** e.g. `eks:DescribeCluster`, where the message has it. */
function actionIn(failure: Failure): string | undefined {
  return /not authorized to perform:? ([a-z0-9-]+:[A-Za-z0-9*]+)/.exec(said(failure))?.[1];
}

/** The host, whose name has the region. */
function placeOf({ hostname, address }: Failure): string {
  const host = hostname ?? address;
  return host ? ` at ${host}` : '';
}
