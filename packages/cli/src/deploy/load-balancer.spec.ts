import { type RequestListener, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { stageNamed } from '@eks-practice/stages/stage-named';
import type { Stage } from '@eks-practice/stages/stage';
import { afterEach, expect, test } from '@jest/globals';
import type { KubernetesClient } from '../kubernetes/client.ts';
import { nameNotices, publicAddresses, whyNoAnswer, waitForAnswers } from './load-balancer.ts';

const nlb = stageNamed('dev');
const alb: Stage = { ...nlb, ingress: 'alb' };

type Asked = Pick<KubernetesClient, 'core' | 'objects'>;

/** A cluster as far as load balancers go. */
function clusterWith({ services = [] as object[], ingresses = [] as object[], events = [] as object[] }): Asked {
  return {
    core: {
      listNamespacedService: async () => ({ items: services }),
      listNamespacedEvent: async () => ({ items: events }),
    },
    objects: { list: async () => ({ items: ingresses }) },
  } as unknown as Asked;
}

function service(hostname?: string, name = 'api-service'): object {
  return { metadata: { name }, status: { loadBalancer: hostname ? { ingress: [{ hostname }] } : {} } };
}

const ends: (() => void)[] = [];
afterEach(() => ends.splice(0).forEach((end) => end()));

async function serverThat(answers: RequestListener): Promise<number> {
  const server = createServer(answers);
  ends.push(() => void server.close());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

test("a Service's load balancer is its address; one that has none yet, or is not public, has none", async () => {
  const host = 'k8s-dev.elb.eu-central-1.amazonaws.com';
  const services = [service(host), service('inner', 'user-api-service')];
  expect(await publicAddresses(clusterWith({ services }), nlb)).toEqual({
    api: { url: `http://${host}`, loadBalancer: host },
  });
  expect(await publicAddresses(clusterWith({ services: [service()] }), nlb)).toEqual({});
});

test('behind an Ingress a service is found by its host, once the load balancer is there', async () => {
  const ingress = (status: object): object => ({
    metadata: { name: 'api' },
    spec: { rules: [{ host: 'api.dev.example.org' }] },
    status,
  });
  const made = { loadBalancer: { ingress: [{ hostname: 'alb.example' }] } };
  expect(await publicAddresses(clusterWith({ ingresses: [ingress(made)] }), alb)).toEqual({
    api: { url: 'https://api.dev.example.org', loadBalancer: 'alb.example' },
  });
  expect(await publicAddresses(clusterWith({ ingresses: [ingress({})] }), alb)).toEqual({});
});

test('the load balancer is asked by its own name, with the host that it serves', async () => {
  let asked: string[] = [];
  const port = await serverThat(({ headers, url = '' }, response) => {
    asked = [headers.host ?? '', url];
    response.end();
  });
  const address = { url: `http://api.dev.example.org:${port}`, loadBalancer: '127.0.0.1' };
  expect(await whyNoAnswer(address, '/users')).toBeUndefined();
  expect(asked).toEqual([`api.dev.example.org:${port}`, '/users']);
});

test.each([
  [404, undefined],
  [503, 'is answered with status 503'],
])('an answer with status %d: %s', async (status, why) => {
  const port = await serverThat((_, response) => response.writeHead(status).end());
  const reason = await whyNoAnswer({ url: `http://127.0.0.1:${port}`, loadBalancer: '127.0.0.1' }, '/users');
  expect(reason).toEqual(why === undefined ? undefined : expect.stringContaining(why));
});

test('nothing that listens is no answer', async () => {
  const address = { url: 'http://127.0.0.1:9', loadBalancer: '127.0.0.1' };
  expect(await whyNoAnswer(address, '/')).toMatch(/^http:\/\/127\.0\.0\.1:9\/ does not answer \(.*ECONNREFUSED/);
});

test('it is waited for from the first look, over the first address, to the first answer', async () => {
  const services: object[] = [];
  const silences = ['is answered with status 503', undefined];
  const news: string[] = [];
  const told = (what: string): void => {
    news.push(what);
    services[0] = service('nlb.example');
  };
  const addresses = await waitForAnswers(clusterWith({ services }), nlb, told, async () => silences.shift());
  expect(news).toEqual(['no load balancer yet for api', 'is answered with status 503']);
  expect(addresses).toEqual({ api: { url: 'http://nlb.example', loadBalancer: 'nlb.example' } });
});

test('a host that is no name yet is told with what it must lead to', async () => {
  const addresses = {
    api: { url: 'https://api.no-such-domain.invalid', loadBalancer: 'alb.example' },
    other: { url: 'http://127.0.0.1', loadBalancer: '127.0.0.1' },
  };
  expect(await nameNotices(addresses)).toEqual([
    'api.no-such-domain.invalid is no name yet: make it a CNAME, or an alias in Route 53, of alb.example.',
  ]);
});
