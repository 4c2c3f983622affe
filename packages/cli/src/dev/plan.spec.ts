import { type Server, createServer } from 'node:net';
import { services } from '@eks-practice/catalogue/services';
import { UserError } from '@eks-practice/errors/user-error';
import { afterEach, expect, test } from '@jest/globals';
import { devPlans } from './plan.ts';
import { requireFreePorts } from './require-free-ports.ts';

const service = { path: '/', public: false, calls: [] };
const till = { ...service, name: 'till', port: 5000, adminPort: 5001, hostVariable: 'TILL_HOST' };
const shop = { ...service, name: 'shop', port: 6000, adminPort: 6001, hostVariable: 'SHOP_HOST', path: '/goods' };

test('each service has its ports moved alike, and shows its documentation', () => {
  const [plan] = devPlans([shop], { portOffset: 100, logLevel: 'debug' });
  expect(plan).toEqual({
    name: 'shop',
    port: 6100,
    adminPort: 6101,
    url: 'http://127.0.0.1:6100/goods',
    docs: 'http://127.0.0.1:6100/docs',
    environment: {
      LISTEN_ADDRESS: '127.0.0.1',
      PORT: '6100',
      ADMIN_PORT: '6101',
      OPENAPI_UI: 'true',
      LOG_LEVEL: 'debug',
    },
  });
});

test('callers find every callee of the catalogue on its moved port', () => {
  const plans = devPlans(services, { portOffset: 7, logLevel: 'info' });
  for (const caller of services) {
    const { environment } = plans.find(({ name }) => name === caller.name) ?? { environment: {} };
    for (const callee of services.filter(({ name }) => caller.calls.includes(name)))
      expect(environment).toMatchObject({ [callee.hostVariable]: `127.0.0.1:${callee.port + 7}` });
  }
});

const taken: Server[] = [];
afterEach(() => Promise.all(taken.splice(0).map((server) => new Promise((resolve) => server.close(resolve)))));

async function takePort(): Promise<number> {
  const server = createServer();
  taken.push(server);
  await new Promise<void>((resolve) => server.listen(0, '0.0.0.0', resolve));
  return (server.address() as { port: number }).port;
}

test('every port that is taken is named at once', async () => {
  const [port, adminPort] = [await takePort(), await takePort()];
  const plans = devPlans([{ ...till, port, adminPort }], { portOffset: 0, logLevel: 'info' });
  const error = await requireFreePorts(plans).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(UserError);
  expect(error).toMatchObject({ code: 'port-in-use', message: expect.stringContaining(`${port}, the port of till`) });
  expect(error).toMatchObject({ message: expect.stringContaining(`${adminPort}, `) });
});
