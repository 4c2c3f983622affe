import { expect, test } from '@jest/globals';
import { type NewService, stateService } from './state-service.ts';

const text = `const repo = new Monorepo();
const userApi = new NestService(repo, { name: 'user-api', port: 4000 });
new NestService(repo, { name: 'api', port: 3000, public: true, calls: [userApi] });

repo.synth();
`;
const ordersApi: NewService = { name: 'orders-api', port: 5000, calls: ['user-api'], public: false };
const lines = (service: NewService, from = text): string[] => stateService(from, service).text?.split('\n') ?? [];

test('a service is stated after the last one, and nothing else changes', () => {
  const statement = `new NestService(repo, { name: 'orders-api', port: 5000, calls: [userApi] });`;
  expect(stateService(text, ordersApi).statement).toBe(statement);
  expect(lines(ordersApi)).toEqual([...text.split('\n').slice(0, 3), statement, ...text.split('\n').slice(3)]);
});

test('a callee that no constant holds gets one', () => {
  expect(lines({ ...ordersApi, calls: ['api'] }).slice(2, 4)).toEqual([
    `const api = new NestService(repo, { name: 'api', port: 3000, public: true, calls: [userApi] });`,
    `new NestService(repo, { name: 'orders-api', port: 5000, calls: [api] });`,
  ]);
});

test('it is called by the constant that it has, whatever that is called', () => {
  const renamed = text.replaceAll('userApi', 'people');
  expect(stateService(renamed, ordersApi).statement).toContain('calls: [people]');
});

test('what it is besides is in the statement too', () => {
  const { statement } = stateService(text, { ...ordersApi, path: '/orders', public: true, calls: [] });
  expect(statement).toBe(`new NestService(repo, { name: 'orders-api', port: 5000, path: '/orders', public: true });`);
});

test('a statement that is too long for a line has a line for each property', () => {
  const { statement } = stateService(text, { ...ordersApi, name: 'o'.repeat(40), path: `/${'o'.repeat(40)}` });
  expect(statement.split('\n')).toHaveLength(6);
});

test.each([
  ['no service is stated', 'repo.synth();\n'],
  ['they are stated in a loop', "for (const name of ['user-api']) new NestService(repo, { name, port: 4000 });\n"],
  ['a callee is stated elsewhere', text.replace("name: 'user-api'", "name: 'people'")],
])('where %s, the statement is told and no text is made', (_, other) => {
  const { statement, text: edited } = stateService(other, ordersApi);
  expect(statement).toContain(`name: 'orders-api'`);
  expect(edited).toBeUndefined();
});
