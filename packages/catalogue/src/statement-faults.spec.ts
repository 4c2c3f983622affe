import { expect, test } from '@jest/globals';
import { type ServiceStatement, statementFaults } from './statement-faults.ts';

const userApi = { name: 'user-api', port: 4000, adminPort: 4001, path: '/', calls: [] };
const ordersApi = { name: 'orders-api', port: 5000, adminPort: 5001, path: '/', calls: [userApi] };
const before = { packages: [{ name: 'contracts' }, userApi], services: [userApi] };

test('a right statement has no fault', () => {
  expect(statementFaults(ordersApi, before)).toEqual([]);
  expect(statementFaults({ ...ordersApi, name: 'o', path: '/v1/orders.json' }, before)).toEqual([]);
});

test.each<[Partial<ServiceStatement>, string]>([
  [{ name: 'Orders' }, 'name "Orders" must be a DNS label'],
  [{ name: '1st' }, 'name "1st" must be a DNS label'],
  [{ name: 'orders-' }, 'name "orders-" must be a DNS label'],
  [{ name: 'o'.repeat(41) }, 'of 1 to 40 characters'],
  [{ name: 'contracts' }, 'name "contracts" is taken by another package'],
  [{ port: 0 }, 'port 0 must be a whole number from 1 to 65535'],
  [{ port: 80.5 }, 'port 80.5 must be a whole number'],
  [{ adminPort: 65_536 }, 'adminPort 65536 must be a whole number from 1 to 65535'],
  [{ port: 4000 }, 'port 4000 is the port of user-api too'],
  [{ port: 4001 }, 'port 4001 is the adminPort of user-api too'],
  [{ adminPort: 4000 }, 'adminPort 4000 is the port of user-api too'],
  [{ adminPort: 5000 }, 'port and adminPort are both 5000'],
  [{ path: 'orders' }, 'path "orders" must begin with a slash'],
  [{ path: '/orders?count=1' }, 'path "/orders?count=1" must begin with a slash and have no query'],
  [{ path: "/o'" }, 'must begin with a slash'],
  [{ calls: [userApi, userApi] }, 'calls names user-api more than once'],
])('%j is refused', (wrong, fault) => {
  expect(statementFaults({ ...ordersApi, ...wrong }, before)).toEqual([expect.stringContaining(fault)]);
});

test('every fault is named at once', () => {
  expect(statementFaults({ name: '', port: 4000, adminPort: 4001, path: '', calls: [] }, before)).toHaveLength(4);
});
