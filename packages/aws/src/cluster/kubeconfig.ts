import { stringify } from 'yaml';
import type { ClusterAccess } from './cluster-access.ts';

/** The command that a kubeconfig's reader runs for a token: kubectl's `exec` credential plugin. */
export interface TokenCommand {
  readonly command: string;
  readonly args: readonly string[];
  /**
   * Variables of its environment beside the reader's own.
   * @default - none
   */
  readonly env?: Readonly<Record<string, string>>;
}

/** A cluster's kubeconfig; it holds no secret, since whoever uses it gets a token of their own by the command. */
export function kubeconfigFor(access: ClusterAccess, { command, args, env = {} }: TokenCommand): string {
  const name = `eks-practice-${access.clusterName}`;
  const variables = Object.entries(env).map(([variable, value]) => ({ name: variable, value }));
  return stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [
      { name, cluster: { server: access.endpoint, 'certificate-authority-data': access.certificateAuthority } },
    ],
    contexts: [{ name, context: { cluster: name, user: name } }],
    users: [
      {
        name,
        user: {
          exec: {
            apiVersion: 'client.authentication.k8s.io/v1',
            command,
            args: [...args],
            ...(variables.length > 0 ? { env: variables } : {}),
            interactiveMode: 'Never',
            provideClusterInfo: false,
          },
        },
      },
    ],
    'current-context': name,
  });
}

/** The token by AWS's own command, for a kubectl that is used without this tool. */
export function awsCliToken(
  { clusterName, region, adminRoleArn }: ClusterAccess,
  { AWS_PROFILE }: NodeJS.ProcessEnv = process.env,
): TokenCommand {
  return {
    command: 'aws',
    args: [
      ...['--region', region, 'eks', 'get-token', '--output', 'json'],
      ...['--cluster-name', clusterName, '--role-arn', adminRoleArn],
    ],
    // The profile that led here: the same kubeconfig is used later, in a shell that may have another.
    ...(AWS_PROFILE ? { env: { AWS_PROFILE } } : {}),
  };
}
