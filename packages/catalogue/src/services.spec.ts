import { expect, test } from '@jest/globals';
import { callersOf, publicServices, reachedFrom, serviceNamed, services } from './services.ts';

test('every call leads to a service of the catalogue, and ports are unique', () => {
  for (const service of services) for (const callee of service.calls) expect(serviceNamed(callee).name).toBe(callee);
  const ports = services.flatMap(({ port, adminPort }) => [port, adminPort]);
  expect(new Set(ports).size).toBe(2 * services.length);
});

test('callers are found from the callee', () => {
  expect(callersOf('user-api').map(({ name }) => name)).toContain('api');
  for (const service of services) {
    for (const caller of callersOf(service.name)) expect(caller.calls).toContain(service.name);
  }
});

test('the public services are those that say so, in the order of their statements', () => {
  expect(publicServices[0]?.name).toBe('api');
  expect(services.filter((service) => service.public)).toEqual(publicServices);
});

test('an unknown name is refused', () => {
  expect(() => serviceNamed('nobody')).toThrow('nobody');
});

test('load reaches what the service calls, but not its callers', () => {
  expect(reachedFrom('api')).toEqual(new Set(['api', 'user-api']));
  expect(reachedFrom('user-api')).toEqual(new Set(['user-api']));
});
