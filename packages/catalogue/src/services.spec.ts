import { expect, test } from '@jest/globals';
import { callersOf, serviceNamed, services } from './services.ts';

test('every call leads to a service of the catalogue, and ports are unique', () => {
  for (const service of services) for (const callee of service.calls) expect(serviceNamed(callee).name).toBe(callee);
  expect(new Set(services.map(({ port }) => port)).size).toBe(services.length);
});

test('callers are found from the callee', () => {
  expect(callersOf('user-api').map(({ name }) => name)).toEqual(['api']);
  expect(callersOf('api')).toEqual([]);
});

test('an unknown name is refused', () => {
  expect(() => serviceNamed('nobody')).toThrow('nobody');
});
