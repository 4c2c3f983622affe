import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Stage } from '@eks-practice/stages/stage';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { checkTarget, loopbackUrl, stageUrl } from './check-target.ts';
import { FakeApiServer } from './recorder/fake-api-server.fixture.ts';
import { simulatedStage } from './run/simulated-evidence.fixture.ts';

test.each([
  ['http://127.0.0.1:18080', 'http://127.0.0.1:18080'],
  ['http://localhost:18080/', 'http://localhost:18080'],
  ['http://[::1]:3000', 'http://[::1]:3000'],
])('load may go to %s', (url, expected) => {
  expect(loopbackUrl(url)).toBe(expected);
});

test.each([
  ['http://example.com', 'target-not-local'],
  ['http://10.0.0.7:18080', 'target-not-local'],
  ['http://127.0.0.1.example.com', 'target-not-local'],
  ['http://localhost@example.com', 'invalid-target'],
  ['ftp://127.0.0.1', 'invalid-target'],
  ['127.0.0.1:18080', 'invalid-target'],
])('load may not go to %s', (url, code) => {
  expect(() => loopbackUrl(url)).toThrow(expect.objectContaining({ name: 'UserError', code }));
});

const hosts = ['k8s-dev.elb.eu-central-1.amazonaws.com', 'api.dev.example.org'];

test.each(['http://k8s-dev.elb.eu-central-1.amazonaws.com', 'https://api.dev.example.org/'])(
  'load on a stage on EKS may go to %s, which is its own',
  (url) => {
    expect(stageUrl(url, 'dev', hosts)).toBe(url.replace(/\/$/, ''));
  },
);

test.each([
  ['http://example.com', 'target-not-of-stage'],
  ['http://evil.k8s-dev.elb.eu-central-1.amazonaws.com', 'target-not-of-stage'],
  ['http://127.0.0.1', 'target-not-of-stage'],
  ['http://api.dev.example.org@example.com', 'invalid-target'],
  ['', 'invalid-target'],
])('load on a stage on EKS may not go to %j', (url, code) => {
  expect(() => stageUrl(url, 'dev', hosts)).toThrow(expect.objectContaining({ name: 'UserError', code }));
});

let directory: string;
let server: FakeApiServer;
beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'load-target-'));
  server = new FakeApiServer();
});
afterEach(async () => {
  await server.stop().catch(() => undefined); // Not every test has started it.
  await rm(directory, { recursive: true });
});

test("a stage on EKS is asked at its cluster for its addresses: its Services' and its Ingresses'", async () => {
  const kubeconfigPath = await server.start(directory);
  const stage = { ...simulatedStage, name: 'dev', cluster: { kind: 'eks', name: 'dev' } } as unknown as Stage;
  const target = { service: 'api', stage, kubeconfigPath };
  server.objects.services.push(
    { metadata: { name: 'api-service' }, status: { loadBalancer: { ingress: [{ hostname: 'nlb.example' }] } } },
    { metadata: { name: 'user-api-service' }, status: { loadBalancer: {} } },
  );
  server.objects.ingresses.push({ metadata: { name: 'api' }, spec: { rules: [{ host: 'api.example.org' }] } });
  expect((await checkTarget({ ...target, url: 'http://nlb.example' })).url).toBe('http://nlb.example');
  expect((await checkTarget({ ...target, url: 'https://api.example.org' })).url).toBe('https://api.example.org');
  await expect(checkTarget({ ...target, url: 'http://other.example' })).rejects.toMatchObject({
    code: 'target-not-of-stage',
    message: expect.stringContaining('nlb.example, api.example.org'),
  });
});

test('load goes to public services only', async () => {
  const target = { service: 'user-api', url: 'http://127.0.0.1:1', kubeconfigPath: '/', stage: simulatedStage };
  await expect(checkTarget(target)).rejects.toMatchObject({
    code: 'service-not-public',
    remedy: expect.stringContaining('api'),
  });
});

test('a target without a kubeconfig is refused with the way to get one', async () => {
  const kubeconfigPath = '/does/not/exist';
  const target = { service: 'api', url: 'http://127.0.0.1:1', kubeconfigPath, stage: simulatedStage };
  await expect(checkTarget(target)).rejects.toMatchObject({
    code: 'kubeconfig-missing',
    message: expect.stringContaining(kubeconfigPath),
  });
});
