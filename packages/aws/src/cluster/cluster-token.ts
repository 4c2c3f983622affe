import { Sha256 } from '@aws-crypto/sha256-js';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { HttpRequest } from '@smithy/protocol-http';
import { SignatureV4 } from '@smithy/signature-v4';
import { answeredByAws } from '../aws-error.ts';
import type { ClusterAccess } from './cluster-access.ts';
import type { AwsSession } from '../session.ts';

/** What the Kubernetes API of a cluster on EKS takes for a login. */
export interface ClusterToken {
  /** A secret. */
  readonly token: string;
  readonly expiresAt: Date;
}

/** Credentials as the SDK has them. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** EKS takes a token for 15 minutes from its signature; a minute less, so that none is sent that ends on its way. */
const lifetimeMinutes = 14;

/** The shortest that STS grants, in seconds; the token must not outlive the credentials it was signed with. */
const roleSeconds = 900;

/**
 * A login as the cluster's administrator.
 * @throws {UserError} where AWS does not let these credentials assume the role
 */
export async function clusterToken(
  { region }: Pick<AwsSession, 'region'>,
  { adminRoleArn, clusterName }: Pick<ClusterAccess, 'adminRoleArn' | 'clusterName'>,
): Promise<ClusterToken> {
  const request = { RoleArn: adminRoleArn, RoleSessionName: 'eks-practice', DurationSeconds: roleSeconds };
  const { Credentials: assumed } = await answeredByAws(new STSClient({ region }).send(new AssumeRoleCommand(request)));
  const { AccessKeyId, SecretAccessKey, SessionToken } = assumed ?? {};
  if (!AccessKeyId || !SecretAccessKey || !SessionToken) throw new Error('STS gave a role without its credentials');
  const credentials = {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    sessionToken: SessionToken,
  };
  return signedToken({ clusterName, region, credentials, at: new Date() });
}

/**
 * A token of aws-iam-authenticator's making, as `aws eks get-token` has it: a signed question to STS, "who am I?", which
 * the cluster asks in the caller's place. The header with the cluster's name is signed along, so that no other cluster can
 * use it. (Source: github.com/kubernetes-sigs/aws-iam-authenticator, "API Authorization from Outside a Cluster".)
 */
export async function signedToken({
  clusterName,
  region,
  credentials,
  at,
}: {
  readonly clusterName: string;
  readonly region: string;
  readonly credentials: Credentials;
  readonly at: Date;
}): Promise<ClusterToken> {
  const hostname = `sts.${region}.amazonaws.com`;
  const signer = new SignatureV4({ credentials, region, service: 'sts', sha256: Sha256 });
  const question = new HttpRequest({
    method: 'GET',
    protocol: 'https:',
    hostname,
    path: '/',
    query: { Action: 'GetCallerIdentity', Version: '2011-06-15' },
    headers: { host: hostname, 'x-k8s-aws-id': clusterName },
  });
  // EKS reads these 60 s as 15 minutes, and refuses other values.
  const { query } = await signer.presign(question, { expiresIn: 60, signingDate: at });
  const parameters = Object.entries(query ?? {}).map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`);
  const url = `https://${hostname}/?${parameters.join('&')}`;
  return {
    token: `k8s-aws-v1.${Buffer.from(url).toString('base64url')}`,
    expiresAt: new Date(at.getTime() + lifetimeMinutes * 60_000),
  };
}
