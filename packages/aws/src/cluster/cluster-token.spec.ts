import { createHash, createHmac } from 'node:crypto';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { beforeEach, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { clusterToken, signedToken } from './cluster-token.ts';

const sts = mockClient(STSClient);
beforeEach(() => void sts.reset());

const credentials = {
  accessKeyId: 'AKIDEXAMPLE',
  secretAccessKey: 'wJalr/secret+key',
  sessionToken: 'session/token==',
};
const at = new Date('2026-11-22T23:59:30.123Z');

async function decoded(clusterName = 'dev'): Promise<URL> {
  const { token } = await signedToken({ clusterName, region: 'eu-central-1', credentials, at });
  expect(token).toMatch(/^k8s-aws-v1\.[\w-]+$/);
  return new URL(Buffer.from(token.slice('k8s-aws-v1.'.length), 'base64url').toString());
}

/** Signature Version 4 of a presigned GET, step by step as the AWS reference has it, without the library under test. */
function signatureOf(url: URL, clusterName: string): string {
  const hmac = (key: string | Buffer, data: string): Buffer => createHmac('sha256', key).update(data).digest();
  const hash = (data: string): string => createHash('sha256').update(data).digest('hex');
  const encode = (text: string): string =>
    encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  const query = [...url.searchParams]
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .sort()
    .join('&');
  const headers = `host:${url.host}\nx-k8s-aws-id:${clusterName}\n`;
  const canonical = ['GET', '/', query, headers, 'host;x-k8s-aws-id', hash('')].join('\n');
  const scope = ['20261122', 'eu-central-1', 'sts', 'aws4_request'];
  const toSign = ['AWS4-HMAC-SHA256', '20261122T235930Z', scope.join('/'), hash(canonical)].join('\n');
  const key = scope.reduce<string | Buffer>((from, part) => hmac(from, part), `AWS4${credentials.secretAccessKey}`);
  return hmac(key, toSign).toString('hex');
}

test('a token is the signed question to STS who its sender is, for one cluster', async () => {
  const url = await decoded();
  expect(`${url.origin}${url.pathname}`).toBe('https://sts.eu-central-1.amazonaws.com/');
  expect(Object.fromEntries(url.searchParams)).toEqual({
    Action: 'GetCallerIdentity',
    Version: '2011-06-15',
    'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
    'X-Amz-Credential': 'AKIDEXAMPLE/20261122/eu-central-1/sts/aws4_request',
    'X-Amz-Date': '20261122T235930Z',
    'X-Amz-Expires': '60',
    'X-Amz-Security-Token': credentials.sessionToken,
    'X-Amz-SignedHeaders': 'host;x-k8s-aws-id',
    'X-Amz-Signature': signatureOf(url, 'dev'),
  });
});

test('a token for one cluster is none for another', async () => {
  const url = await decoded('production');
  expect(url.searchParams.get('X-Amz-Signature')).not.toBe(signatureOf(url, 'dev'));
});

test('it is given up a minute before EKS does so, and holds nothing of the secret key', async () => {
  const { token, expiresAt } = await signedToken({ clusterName: 'dev', region: 'eu-central-1', credentials, at });
  expect(expiresAt).toEqual(new Date('2026-11-23T00:13:30.123Z'));
  expect(Buffer.from(token.slice(11), 'base64url').toString()).not.toContain('wJalr');
});

test("it is signed by the cluster's administrator, a role that the caller assumes", async () => {
  const adminRoleArn = 'arn:aws:iam::123456789012:role/admin';
  sts.on(AssumeRoleCommand, { RoleArn: adminRoleArn }).resolves({
    Credentials: { AccessKeyId: 'ASIAROLE', SecretAccessKey: 's', SessionToken: 't', Expiration: at },
  });
  const { token } = await clusterToken({ region: 'eu-central-1' }, { adminRoleArn, clusterName: 'dev' });
  expect(Buffer.from(token.slice(11), 'base64url').toString()).toContain('X-Amz-Credential=ASIAROLE%2F');
});
