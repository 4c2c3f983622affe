import { userApiRoutes } from '@eks-practice/contracts/routes';
import { createApplication } from '@eks-practice/service-kit/application';
import { expectDocumentedAnswers, expectSoundAnswers } from '@eks-practice/service-kit/testing/expect-sound-service';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from './app.module.ts';
import { UserApiConfig } from './config.ts';

const surface = { paths: Object.values(userApiRoutes), parameters: ['count', 'seed'] };

let application: NestFastifyApplication;
beforeEach(async () => {
  expect.hasAssertions();
  application = await createApplication(AppModule, new UserApiConfig({ LOG_LEVEL: 'silent' }));
});
afterEach(() => application.close());

test('whatever it is asked, it answers, and never with a fault of its own', () =>
  expectSoundAnswers(application, surface));

test('it answers as its OpenAPI document says', () => expectDocumentedAnswers(application, surface));
