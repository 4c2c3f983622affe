import { apiRoutes } from '@eks-practice/contracts/routes';
import { users } from '@eks-practice/contracts/users';
import { createApplication } from '@eks-practice/service-kit/application';
import { expectDocumentedAnswers, expectSoundAnswers } from '@eks-practice/service-kit/testing/expect-sound-service';
import { type JunkAnswer, forJunkAnswers } from '@eks-practice/service-kit/testing/junk-answers';
import { ScriptedUpstream } from '@eks-practice/service-kit/testing/scripted-upstream';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from './app.module.ts';
import { ApiConfig } from './config.ts';

const surface = { paths: Object.values(apiRoutes), parameters: ['count', 'seed'] };

let userApi: ScriptedUpstream;
let answer: JunkAnswer;
let application: NestFastifyApplication;
beforeEach(async () => {
  expect.hasAssertions();
  answer = { status: 200, body: JSON.stringify([{ firstName: 'Ada', lastName: 'Lovelace' }]) };
  userApi = await ScriptedUpstream.start((response) => response.writeHead(answer.status).end(answer.body));
  const config = new ApiConfig({ LOG_LEVEL: 'silent', USER_API_HOST: userApi.host, UPSTREAM_DEADLINE_MS: '10000' });
  application = await createApplication(AppModule, config);
});
afterEach(async () => {
  await application.close();
  await userApi[Symbol.asyncDispose]();
});

test('whatever it is asked, it answers, and never with a fault of its own', () =>
  expectSoundAnswers(application, surface));

test('it answers as its OpenAPI document says', () => expectDocumentedAnswers(application, surface));

test('whatever user-api answers, it is users, or a problem that says whose it is', () =>
  forJunkAnswers(['firstName', 'lastName'], async (given) => {
    answer = given;
    const { statusCode, body } = await application.inject('/users');
    if (statusCode === 200) expect(users.parse(JSON.parse(body))).toEqual(JSON.parse(body));
    else expect(JSON.parse(body)).toMatchObject({ status: 502, detail: expect.stringMatching(/^user-api /) });
  }));
