import { services } from '@eks-practice/catalogue/services';
import { UserError } from '@eks-practice/errors/user-error';
import { expect, test } from '@jest/globals';
import { type NewOptions, planService } from './plan-service.ts';

const twoServices = services.filter(({ name }) => ['api', 'user-api'].includes(name));
const existing = { services: twoServices, packages: ['api', 'contracts', 'infra', 'user-api'] };
const plain: NewOptions = { calls: [], public: false };

test('the next free thousand is its port', () => {
  expect(planService('orders-api', { ...plain, calls: ['user-api'] }, existing)).toEqual({
    name: 'orders-api',
    port: 5000,
    path: undefined,
    calls: ['user-api'],
    public: false,
  });
  const many = twoServices.map((service) => ({ ...service, port: 5000, adminPort: 5001 }));
  expect(planService('orders-api', plain, { services: many, packages: [] }).port).toBe(7000);
  expect(planService('first', plain, { services: [], packages: [] }).port).toBe(3000);
});

test.each<[string, Partial<NewOptions>, string]>([
  ['Orders', {}, 'name "Orders" must be a DNS label'],
  ["o'", {}, `name "o'" must be a DNS label`],
  ['api', {}, 'name "api" is taken by another package'],
  ['infra', {}, 'name "infra" is taken by another package'],
  ['orders-api', { calls: ['user'] }, '--calls user names no service; there are'],
  ['orders-api', { calls: ['user-api', 'user-api'] }, 'calls names user-api more than once'],
  ['orders-api', { port: '4001' }, 'port 4001 is the adminPort of user-api too'],
  ['orders-api', { port: '0x10' }, '--port 0x10 is no whole number, such as 5000'],
  ['orders-api', { port: '70000' }, 'port 70000 must be a whole number from 1 to 65535'],
  ['orders-api', { path: "/o'" }, 'must begin with a slash'],
])('%s %j is refused', (name, options, fault) => {
  expect(() => planService(name, { ...plain, ...options }, existing)).toThrow(fault);
});

test('every fault is told at once, as a mistake of the user', () => {
  const wrong = (): unknown => planService('Orders', { ...plain, port: '4000', calls: ['nobody'] }, existing);
  expect(wrong).toThrow(UserError);
  expect(wrong).toThrow(/DNS label[^]*port 4000[^]*--calls nobody/);
});
