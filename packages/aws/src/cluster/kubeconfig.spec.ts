import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { awsCliToken, kubeconfigFor } from './kubeconfig.ts';

const access = {
  clusterName: 'dev',
  region: 'eu-central-1',
  endpoint: 'https://0123.gr7.eu-central-1.eks.amazonaws.com',
  certificateAuthority: 'Y2E=',
  version: '1.36',
  adminRoleArn: 'arn:aws:iam::123456789012:role/dev-admin',
};

test('a kubeconfig names everything after the cluster, and gets its tokens by the command', () => {
  const name = 'eks-practice-dev';
  expect(parse(kubeconfigFor(access, { command: 'node', args: ['cli', 'token', 'dev'] }))).toEqual({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name, cluster: { server: access.endpoint, 'certificate-authority-data': 'Y2E=' } }],
    contexts: [{ name, context: { cluster: name, user: name } }],
    users: [
      {
        name,
        user: {
          exec: {
            apiVersion: 'client.authentication.k8s.io/v1',
            command: 'node',
            args: ['cli', 'token', 'dev'],
            interactiveMode: 'Never',
            provideClusterInfo: false,
          },
        },
      },
    ],
    'current-context': name,
  });
});

test("for kubectl alone the token comes from AWS's own command, with the profile that led here", () => {
  const { users } = parse(kubeconfigFor(access, awsCliToken(access, { AWS_PROFILE: 'work' })));
  expect(users[0].user.exec).toMatchObject({ command: 'aws', env: [{ name: 'AWS_PROFILE', value: 'work' }] });
  expect(users[0].user.exec.args.join(' ')).toBe(
    `--region eu-central-1 eks get-token --output json --cluster-name dev --role-arn ${access.adminRoleArn}`,
  );
  expect(awsCliToken(access, {})).not.toHaveProperty('env');
});
