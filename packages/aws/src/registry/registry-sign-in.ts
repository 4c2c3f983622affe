import { ECRClient, GetAuthorizationTokenCommand } from '@aws-sdk/client-ecr';
import { answeredByAws } from '../aws-error.ts';
import type { AwsSession } from '../session.ts';

/** Where images are pushed to, and by whom. The password is good for 12 hours; it goes to Docker's API alone. */
export interface SignedInRegistry {
  /** Name and port, as it stands before an image's name. */
  readonly host: string;
  readonly username: string;
  readonly password: string;
}

/** Asks ECR for a password to its registry of the session's account and region. */
export async function registrySignIn({ region }: AwsSession): Promise<SignedInRegistry> {
  const answer = await answeredByAws(new ECRClient({ region }).send(new GetAuthorizationTokenCommand({})));
  const { authorizationToken = '', proxyEndpoint = '' } = answer.authorizationData?.[0] ?? {};
  const [username = '', password = ''] = Buffer.from(authorizationToken, 'base64').toString().split(':');
  return { host: new URL(proxyEndpoint).host, username, password };
}
