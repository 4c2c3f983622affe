import { serviceNamed, services } from '@eks-practice/catalogue/services';
import { users } from '@eks-practice/contracts/users';
import { imageRecordPath } from '@eks-practice/images/service-image';
import { docker } from '@eks-practice/machine/docker';
import { fromRoot } from '@eks-practice/machine/repository';
import { run } from '@eks-practice/machine/run';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { Network, type StartedNetwork, type StartedTestContainer } from 'testcontainers';
import { addressOf, startService } from './service-container.ts';

// Both services in the images that are deployed, on one network, as api finds user-api by its name.

let network: StartedNetwork;
const running: StartedTestContainer[] = [];

async function start(name: string, environment?: Readonly<Record<string, string>>): Promise<StartedTestContainer> {
  const container = await startService(name, network, environment);
  running.push(container);
  return container;
}

beforeAll(async () => {
  network = await new Network().start();
}, 60_000);

// By hand, because the reaper that testcontainers would leave this to is an image that cannot be pulled everywhere.
afterAll(async () => {
  await Promise.all(running.map((container) => container.stop()));
  await network.stop();
}, 60_000);

describe('api', () => {
  let userApi: StartedTestContainer;
  let api: string;
  beforeAll(async () => {
    userApi = await start('user-api');
    const upstream = { USER_API_HOST: `user-api:${serviceNamed('user-api').port}` };
    api = addressOf(await start('api', upstream), 'api');
  }, 60_000);

  test('answers with the users of user-api', async () => {
    const answer = await fetch(`${api}/users`);
    expect(answer.status).toBe(200);
    const answered = users.parse(await answer.json());
    expect(answered.length).toBeGreaterThanOrEqual(10);
    expect(answered.length).toBeLessThanOrEqual(100);
  });

  test('passes count and seed on', async () => {
    const ask = async (): Promise<unknown> => (await fetch(`${api}/users?count=7&seed=42`)).json();
    const [first, second] = [await ask(), await ask()];
    expect(first).toHaveLength(7);
    expect(second).toEqual(first);
  });

  test('refuses a bad query with the field that is wrong', async () => {
    const answer = await fetch(`${api}/users?count=0`);
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('count');
  });

  test('says that it cannot answer while user-api is down, and stays ready itself', async () => {
    await userApi.stop();
    running.splice(running.indexOf(userApi), 1);
    const answer = await fetch(`${api}/users`);
    expect(answer.status).toBe(503);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect((await fetch(`${api}/readyz`)).status).toBe(200);
  });
});

test('the images run as nobody and hold no shell', async () => {
  for (const { name } of services) {
    const { reference } = JSON.parse(await readFile(imageRecordPath(name), 'utf8')) as { reference: string };
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
