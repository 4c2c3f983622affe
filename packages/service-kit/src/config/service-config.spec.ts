import { hostname } from 'node:os';
import { UserError } from '@eks-practice/errors/user-error';
import { expect, test } from '@jest/globals';
import { type Environment } from './environment.ts';
import { ServiceConfig, serviceConfig } from './service-config.ts';
import { httpOrigin, wholeNumber } from './settings.ts';

class ShopConfig extends serviceConfig(
  { service: 'shop', port: 5000 },
  { TILL_HOST: httpOrigin.default('http://localhost:6000'), PATIENCE_MS: wholeNumber({ min: 1, max: 10 }).default(5) },
) {}

function refusal(environment: Environment): UserError {
  try {
    new ShopConfig(environment);
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error('the environment was accepted');
}

test('everything has a default, and an empty variable is an absent one', () => {
  const defaults = {
    service: 'shop',
    PORT: 5000,
    LOG_LEVEL: 'info',
    POD_NAME: hostname(),
    DRAIN_SECONDS: 0,
    TILL_HOST: 'http://localhost:6000',
    PATIENCE_MS: 5,
  };
  expect(new ShopConfig({})).toEqual(defaults);
  expect(new ShopConfig({ PORT: '', LOG_LEVEL: undefined })).toEqual(defaults);
});

test('a configuration can be injected by its own class and by the base', () => {
  expect(new ShopConfig({})).toBeInstanceOf(ShopConfig);
  expect(new ShopConfig({})).toBeInstanceOf(ServiceConfig);
});

test('every fault is listed at once, by name, and no value is repeated', () => {
  const environment = {
    PORT: '99999-secret',
    LOG_LEVEL: 'loud-secret',
    POD_NAME: 'secret pod',
    DRAIN_SECONDS: '601',
    TILL_HOST: 'http://user:secret@till',
    PATIENCE_MS: '1e1',
  };
  const error = refusal(environment);
  expect(error.code).toBe('invalid-environment');
  expect(error.message).toMatch('shop cannot start: its environment has 6 faults:');
  for (const name of Object.keys(environment)) expect(error.message).toMatch(`  - ${name}: must be `);
  expect(`${error.message} ${error.remedy} ${String(error.cause)}`).not.toMatch(/secret|601/);
});

test.each(['0', '65536', '-1', '80.0', ' 80', '0x50', 'http'])('PORT=%j is refused', (PORT) => {
  expect(refusal({ PORT }).message).toMatch('  - PORT: must be a whole number from 1 to 65535');
});

test.each([
  ['till', 'http://till'],
  ['till:81', 'http://till:81'],
  ['till:80', 'http://till'],
  ['http://till:81', 'http://till:81'],
  ['http://till/', 'http://till'],
  ['10.0.0.1:81', 'http://10.0.0.1:81'],
  ['[::1]:81', 'http://[::1]:81'],
])('TILL_HOST=%j is %s', (given, origin) => {
  expect(new ShopConfig({ TILL_HOST: given }).TILL_HOST).toBe(origin);
});

test.each([
  'https://till',
  'ftp://till',
  'till/path',
  'till?a=b',
  'till#a',
  'a@till',
  'till:port',
  'till:99999',
  '://',
])('TILL_HOST=%j is refused', (given) => {
  expect(refusal({ TILL_HOST: given }).message).toMatch('  - TILL_HOST: must be host, host:port or http://host:port');
});
