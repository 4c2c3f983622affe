import { readFile } from 'node:fs/promises';
import { serviceNamed, services } from '@eks-practice/catalogue/services';
import { users } from '@eks-practice/contracts/users';
import { imageRecordPath } from '@eks-practice/images/service-image';
import { docker } from '@eks-practice/machine/docker/docker';
import { fromRoot } from '@eks-practice/machine/repository';
import { run } from '@eks-practice/machine/run';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { StartedTestContainer } from 'testcontainers';
import { imageOf, originOf, startService } from './containers/service-container.ts';
import { TestNetwork } from './containers/test-network.ts';

// Both services in the images that are deployed, on one network, as api finds user-api by its name.

describe('api', () => {
  const api = serviceNamed('api');
  let network: TestNetwork;
  let userApi: StartedTestContainer;
  let origin: string;
  let admin: string;

  beforeAll(async () => {
    network = await TestNetwork.start();
    userApi = await startService(network, serviceNamed('user-api'));
    const container = await startService(network, api);
    origin = originOf(container, api.port);
    admin = originOf(container, api.adminPort);
  }, 60_000);

  afterAll(() => network[Symbol.asyncDispose](), 60_000);

  test('answers with the users of user-api', async () => {
    const answer = await fetch(`${origin}/users`);
    expect(answer.status).toBe(200);
    const answered = users.parse(await answer.json());
    expect(answered.length).toBeGreaterThanOrEqual(10);
    expect(answered.length).toBeLessThanOrEqual(100);
  });

  test('passes count and seed on', async () => {
    const ask = async (): Promise<unknown> => (await fetch(`${origin}/users?count=7&seed=42`)).json();
    const [first, second] = [await ask(), await ask()];
    expect(first).toHaveLength(7);
    expect(second).toEqual(first);
  });

  test('refuses a bad query with the field that is wrong', async () => {
    const answer = await fetch(`${origin}/users?count=0`);
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('count');
  });

  test('stays ready itself while user-api is down', async () => {
    await userApi.stop();
    expect((await fetch(`${origin}/users`)).status).toBe(503);
    expect((await fetch(`${admin}/readyz`)).status).toBe(200);
  });
});

test('the images run as nobody and hold no shell', async () => {
  for (const service of services) {
    const reference = await imageOf(service);
    const { Config } = await docker.getImage(reference).inspect();
    expect(Config.User).toBe('65532:65532');
    const container = await docker.createContainer({ Image: reference });
    try {
      for (const shell of ['/bin/sh', '/bin/bash', '/bin/busybox']) {
        await expect(container.getArchive({ path: shell })).rejects.toMatchObject({ statusCode: 404 });
      }
    } finally {
      await container.remove();
    }
  }
});

test('the same source built again is the same image', async () => {
  const read = (): Promise<string> => readFile(imageRecordPath('api'), 'utf8');
  const before = await read();
  for (const command of ['bundle', 'image']) {
    const script = fromRoot(`packages/images/src/commands/${command}.ts`);
    await run(process.execPath, [script, 'api'], { env: { NODE_OPTIONS: '' } });
  }
  expect(await read()).toBe(before);
}, 60_000);
