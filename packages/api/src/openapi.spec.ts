import { apiRoutes } from '@eks-practice/contracts/routes';
import { createApplication } from '@eks-practice/service-kit/application';
import { answerSchema, openApiDocumentOf } from '@eks-practice/service-kit/testing/openapi-document';
import { ScriptedUpstream } from '@eks-practice/service-kit/testing/scripted-upstream';
import { expect, test } from '@jest/globals';
import { AppModule } from './app.module.ts';
import { ApiConfig } from './config.ts';

test.each([
  ['/users?count=1', 200],
  ['/users?count=0', 400],
])('the OpenAPI document names every route, and %s is answered by %i as it says', async (url, status) => {
  await using userApi = await ScriptedUpstream.start((response) =>
    response.end(JSON.stringify([{ firstName: 'Ada', lastName: 'Lovelace' }])),
  );
  const config = new ApiConfig({ LOG_LEVEL: 'silent', USER_API_HOST: userApi.host });
  const application = await createApplication(AppModule, config);
  const document = await openApiDocumentOf(application);
  const answer = await application.inject(url);
  await application.close();
  expect(Object.keys(document.paths)).toEqual(Object.values(apiRoutes));
  const operation = document.paths['/users']?.get;
  expect(operation?.parameters.map(({ name }) => name)).toEqual(expect.arrayContaining(['count', 'seed']));
  expect(answer.statusCode).toBe(status);
  expect(answerSchema(document, operation, answer).parse(answer.json())).toEqual(answer.json());
});
