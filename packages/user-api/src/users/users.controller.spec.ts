import { users } from '@eks-practice/contracts/users';
import { createApplication } from '@eks-practice/service-kit/application';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { AppModule } from '../app.module.ts';
import { UserApiConfig } from '../config.ts';

let application: NestFastifyApplication;
beforeAll(async () => {
  application = await createApplication(AppModule, new UserApiConfig({ LOG_LEVEL: 'silent' }));
});
afterAll(() => application.close());

test('GET / answers with 10 to 100 users, as the contract says', async () => {
  const answer = await application.inject('/');
  expect(answer.statusCode).toBe(200);
  const { length } = users.parse(answer.json());
  expect(length).toBeGreaterThanOrEqual(10);
  expect(length).toBeLessThanOrEqual(100);
});

test.each([1, 1000])('count=%i gives exactly so many', async (count) => {
  expect(users.parse((await application.inject(`/?count=${count}`)).json())).toHaveLength(count);
});

test('seed makes the answer reproducible', async () => {
  const [one, same, other] = await Promise.all(
    ['/?count=5&seed=-3', '/?count=5&seed=-3', '/?count=5&seed=4'].map((url) => application.inject(url)),
  );
  expect(one?.body).toBe(same?.body);
  expect(one?.body).not.toBe(other?.body);
});

test.each([
  ['/?count=0', 'count'],
  ['/?count=1001', 'count'],
  ['/?seed=x', 'seed'],
  ['/?sed=1', 'sed'],
])('%s is refused by name', async (url, field) => {
  const answer = await application.inject(url);
  expect(answer.json()).toMatchObject({ status: 400, errors: [{ field }] });
});
