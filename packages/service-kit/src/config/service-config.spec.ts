import { hostname } from 'node:os';
import { UserError } from '@eks-practice/errors/user-error';
import { expect, test } from '@jest/globals';
import { type Environment } from './environment.ts';
import { ServiceConfig, serviceConfig } from './service-config.ts';
import { wholeNumber } from './settings.ts';

const shop = {
  name: 'shop',
  port: 5000,
  adminPort: 5001,
  upstreams: { till: { hostVariable: 'TILL_HOST', port: 6000 } },
} as const;

class ShopConfig extends serviceConfig(shop, { PATIENCE_MS: wholeNumber({ min: 1, max: 10 }).default(5) }) {}

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
    LISTEN_ADDRESS: '0.0.0.0',
    PORT: 5000,
    ADMIN_PORT: 5001,
    LOG_LEVEL: 'info',
    POD_NAME: hostname(),
    DRAIN_SECONDS: 0,
    MAX_REQUESTS_IN_FLIGHT: 1000,
    OPENAPI_UI: false,
    TILL_HOST: 'http://localhost:6000',
    UPSTREAM_DEADLINE_MS: 2000,
    PATIENCE_MS: 5,
    upstreams: [{ name: 'till', origin: 'http://localhost:6000', deadlineMs: 2000 }],
  };
  expect(new ShopConfig({})).toEqual(defaults);
  expect(new ShopConfig({ PORT: '', LOG_LEVEL: undefined })).toEqual(defaults);
});

test('an upstream is where its variable says, and is waited for as long as the deadline says', () => {
  const { TILL_HOST, upstreams } = new ShopConfig({ TILL_HOST: 'till-service', UPSTREAM_DEADLINE_MS: '70' });
  expect(TILL_HOST).toBe('http://till-service');
  expect(upstreams).toEqual([{ name: 'till', origin: 'http://till-service', deadlineMs: 70 }]);
});

test('a service that calls no other has no setting about upstreams', () => {
  class AloneConfig extends serviceConfig({ ...shop, upstreams: {} }) {}
  const config = new AloneConfig({ UPSTREAM_DEADLINE_MS: 'soon' });
  expect(config).not.toHaveProperty('UPSTREAM_DEADLINE_MS');
  expect(config.upstreams).toEqual([]);
});

test.each([{ PORT: '5001' }, { ADMIN_PORT: '5000' }, { PORT: '80', ADMIN_PORT: '80', LOG_LEVEL: 'loud' }])(
  '%j is refused: both ports cannot be the same',
  (environment) => {
    expect(refusal(environment).message).toMatch('  - ADMIN_PORT: must not be the same as PORT');
  },
);

test('a configuration can be injected by its own class and by the base', () => {
  expect(new ShopConfig({})).toBeInstanceOf(ShopConfig);
  expect(new ShopConfig({})).toBeInstanceOf(ServiceConfig);
});

test('every fault is listed at once, by name, and no value is repeated', () => {
  const environment = {
    LISTEN_ADDRESS: 'secret-host',
    PORT: '99999-secret',
    ADMIN_PORT: 'secret',
    LOG_LEVEL: 'loud-secret',
    POD_NAME: 'secret pod',
    DRAIN_SECONDS: '601',
    TILL_HOST: 'http://user:secret@till',
    UPSTREAM_DEADLINE_MS: '10001',
    PATIENCE_MS: '1e1',
    OTEL_SDK_DISABLED: 'secret',
    OTEL_EXPORTER_OTLP_ENDPOINT: 'https://user:secret@collector',
    OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc',
    OTEL_EXPORTER_OTLP_HEADERS: 'secret',
    OTEL_SERVICE_NAME: 'secret'.repeat(50),
    OTEL_RESOURCE_ATTRIBUTES: 'a=%secret',
    OTEL_TRACES_SAMPLER: 'secret',
    OTEL_TRACES_SAMPLER_ARG: '601',
  };
  const error = refusal(environment);
  expect(error.code).toBe('invalid-environment');
  expect(error.message).toMatch('shop cannot start: its environment has 17 faults:');
  for (const name of Object.keys(environment)) expect(error.message).toMatch(`  - ${name}: must be `);
  expect(`${error.message} ${error.remedy} ${String(error.cause)}`).not.toMatch(/secret|601|10001/);
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

test('spans are recorded where a collector is named, unless the SDK is disabled', () => {
  const OTEL_EXPORTER_OTLP_ENDPOINT = 'http://collector:4318/';
  expect(new ShopConfig({ OTEL_SERVICE_NAME: 'other' }).tracing).toBeUndefined();
  expect(new ShopConfig({ OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_SDK_DISABLED: 'true' }).tracing).toBeUndefined();
  expect(new ShopConfig({ OTEL_EXPORTER_OTLP_ENDPOINT, POD_NAME: 'shop-1' }).tracing).toEqual({
    ...{ serviceName: 'shop', podName: 'shop-1', url: 'http://collector:4318/v1/traces', headers: {}, attributes: {} },
    ...{ sampler: 'parentbased_always_on', ratio: 1 },
  });
});

test('every setting of spans is read as OpenTelemetry writes it', () => {
  const { tracing } = new ShopConfig({
    OTEL_EXPORTER_OTLP_ENDPOINT: 'https://collector/otlp',
    OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
    OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Basic%20YTpi==, x-scope = a',
    OTEL_SERVICE_NAME: 'till',
    OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment.name=dev',
    OTEL_TRACES_SAMPLER: 'traceidratio',
    OTEL_TRACES_SAMPLER_ARG: '0.25',
  });
  expect(tracing).toMatchObject({
    ...{ serviceName: 'till', url: 'https://collector/otlp/v1/traces', sampler: 'traceidratio', ratio: 0.25 },
    headers: { authorization: 'Basic YTpi==', 'x-scope': 'a' },
    attributes: { 'deployment.environment.name': 'dev' },
  });
});

test.each([
  'collector:4318',
  'ftp://collector',
  'http://collector?key=1',
  'http://collector#a',
  'http://a:b@collector',
  '/',
])('OTEL_EXPORTER_OTLP_ENDPOINT=%j is refused', (given) => {
  expect(refusal({ OTEL_EXPORTER_OTLP_ENDPOINT: given }).message).toMatch(
    '  - OTEL_EXPORTER_OTLP_ENDPOINT: must be an http or https URL without user, query or fragment',
  );
});

test.each(['a', '=b', 'a=b,', 'a=%0A', 'a=%', 'a b=c'])('OTEL_EXPORTER_OTLP_HEADERS=%j is refused', (given) => {
  expect(refusal({ OTEL_EXPORTER_OTLP_HEADERS: given }).message).toMatch(
    'OTEL_EXPORTER_OTLP_HEADERS: must be name=value',
  );
});
