import { userApiRoutes } from '@eks-practice/contracts/routes';
import { createApplication } from '@eks-practice/service-kit/application';
import { answerSchema, openApiDocumentOf } from '@eks-practice/service-kit/testing/openapi-document';
import { expect, test } from '@jest/globals';
import { AppModule } from './app.module.ts';
import { UserApiConfig } from './config.ts';

test.each([
  ['/?count=1', 200],
  ['/?count=0', 400],
])('the OpenAPI document names every route, and %s is answered by %i as it says', async (url, status) => {
  const application = await createApplication(AppModule, new UserApiConfig({ LOG_LEVEL: 'silent' }));
  const document = await openApiDocumentOf(application);
  const answer = await application.inject(url);
  await application.close();
  expect(Object.keys(document.paths)).toEqual(Object.values(userApiRoutes));
  const operation = document.paths['/']?.get;
  expect(operation?.parameters.map(({ name }) => name)).toEqual(expect.arrayContaining(['count', 'seed']));
  expect(answer.statusCode).toBe(status);
  expect(answerSchema(document, operation, answer).parse(answer.json())).toEqual(answer.json());
});
