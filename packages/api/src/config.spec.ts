import { expect, test } from '@jest/globals';
import { ApiConfig } from './config.ts';

test('by default user-api is where it listens in development', () => {
  expect(new ApiConfig({})).toMatchObject({
    PORT: 3000,
    USER_API_HOST: 'http://localhost:4000',
    UPSTREAM_DEADLINE_MS: 2000,
  });
});

test('user-api is named by host and port, as a Service has them, or by URL', () => {
  expect(new ApiConfig({ USER_API_HOST: 'user-api-service' }).USER_API_HOST).toBe('http://user-api-service');
  expect(new ApiConfig({ USER_API_HOST: 'http://10.1.2.3:8080' }).USER_API_HOST).toBe('http://10.1.2.3:8080');
});
