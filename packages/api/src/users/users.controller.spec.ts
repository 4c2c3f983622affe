import { createApplication } from '@eks-practice/service-kit/application';
import { type Script, ScriptedUpstream, refusingHost } from '@eks-practice/service-kit/testing/scripted-upstream';
import { expect, test } from '@jest/globals';
import { AppModule } from '../app.module.ts';
import { ApiConfig } from '../config.ts';

const ada = { firstName: 'Ada', lastName: 'Lovelace' };

async function ask(host: string, url: string, deadlineMs = 10_000) {
  const config = new ApiConfig({ LOG_LEVEL: 'silent', USER_API_HOST: host, UPSTREAM_DEADLINE_MS: String(deadlineMs) });
  const application = await createApplication(AppModule, config);
  const answer = await application.inject(url);
  await application.close();
  return answer;
}

/** What api answers when user-api follows the script, and what user-api was asked. */
async function askWith(script: Script, url = '/users', deadlineMs?: number) {
  await using userApi = await ScriptedUpstream.start(script);
  return { answer: await ask(userApi.host, url, deadlineMs), asked: userApi.received.map((request) => request.url) };
}

test("GET /users answers with user-api's users, and nothing that the contract does not know", async () => {
  const { answer, asked } = await askWith((response) => response.end(JSON.stringify([{ ...ada, age: 36 }])));
  expect(answer.statusCode).toBe(200);
  expect(answer.json()).toEqual([ada]);
  expect(asked).toEqual(['/']);
});

test('count and seed are passed on', async () => {
  const { asked } = await askWith((response) => response.end('[]'), '/users?seed=-42&count=7');
  expect(asked.map((url) => Object.fromEntries(new URL(url, 'http://user-api').searchParams))).toEqual([
    { count: '7', seed: '-42' },
  ]);
});

test.each([
  ['/users?count=1001', 'count'],
  ['/users?seed=1.5', 'seed'],
  ['/users?limit=3', 'limit'],
])('%s is refused by name, and user-api is not asked', async (url, field) => {
  const { answer, asked } = await askWith((response) => response.end('[]'), url);
  expect(answer.json()).toMatchObject({ status: 400, errors: [{ field }] });
  expect(asked).toEqual([]);
});

test.each<[string, number, Script]>([
  ['fails', 502, (response) => response.writeHead(500).end()],
  ['breaks the contract', 502, (response) => response.end(JSON.stringify([{ firstName: 'Ada' }]))],
  ['is silent', 504, () => undefined],
])('a user-api that %s becomes %i, as a problem that says whose it is', async (_, status, script) => {
  const { answer } = await askWith(script, '/users', status === 504 ? 300 : undefined);
  expect(answer.json()).toMatchObject({ status, detail: expect.stringMatching(/^user-api /) });
});

test('a user-api that is gone becomes 503', async () => {
  expect((await ask(await refusingHost(), '/users')).statusCode).toBe(503);
});
