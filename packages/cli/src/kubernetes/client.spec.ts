import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@jest/globals';
import { KubeConfig } from '@kubernetes/client-node';
import { answered, clientOf } from './client.ts';

const refused = new TypeError('fetch failed', { cause: new Error('connect ECONNREFUSED') });

test.each([
  ['a silent API', refused, 'kubernetes-unreachable', /ECONNREFUSED/],
  ['one that does not know who asks', Object.assign(new Error('no'), { code: 401 }), 'kubernetes-denied', /401/],
  ['one that does not let who asks', Object.assign(new Error('no'), { code: 403 }), 'kubernetes-denied', /403/],
])("%s is a mistake that names the stage's own command", async (_, error, code, message) => {
  await expect(answered(Promise.reject(error), 'dev')).rejects.toMatchObject({
    name: 'UserError',
    code,
    message: expect.stringMatching(message),
    remedy: expect.stringContaining('npx eks-practice deploy --stage dev'),
  });
});

test('another error stays what it is', async () => {
  const bug = Object.assign(new Error('no such thing'), { code: 404 });
  await expect(answered(Promise.reject(bug))).rejects.toBe(bug);
});

test('an API server that takes requests and hangs is one that does not answer', async () => {
  const server = createServer(() => undefined).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const config = new KubeConfig();
  const { port } = server.address() as AddressInfo;
  const cluster = { name: 'it', server: `http://127.0.0.1:${port}`, skipTLSVerify: true };
  config.loadFromClusterAndUser(cluster, { name: 'it' });
  try {
    const { core, objects } = clientOf(config, 100);
    const unreachable = { code: 'kubernetes-unreachable', message: expect.stringContaining('no answer within 0.1 s') };
    await expect(answered(core.readNamespace({ name: 'local' }))).rejects.toMatchObject(unreachable);
    await expect(answered(objects.list('v1', 'Service', 'local'))).rejects.toMatchObject(unreachable);
  } finally {
    server.closeAllConnections();
    server.close();
  }
});
