import { lookup } from 'node:dns/promises';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { publicServices } from '@eks-practice/catalogue/services';
import { messageOf } from '@eks-practice/errors/user-error';
import type { Progress } from '@eks-practice/machine/progress';
import type { Stage } from '@eks-practice/stages/stage';
import { serviceObjectName } from '@eks-practice/workloads/labels';
import type { V1Ingress } from '@kubernetes/client-node';
import type { KubernetesClient } from '../kubernetes/client.ts';
import { type Observation, waitFor } from '../kubernetes/wait-for.ts';

/** Where a public service is found from outside. */
export interface PublicAddress {
  /** Its base URL, e.g. `http://k8s-dev-apiservi-0123.elb.eu-central-1.amazonaws.com` or `https://api.dev.example.org`. */
  readonly url: string;
  /** The load balancer's own host name. */
  readonly loadBalancer: string;
}

type Asked = Pick<KubernetesClient, 'core' | 'objects'>;

/** The addresses of those public services whose load balancer the cluster's controller has made by now, by their names. */
export async function publicAddresses(client: Asked, stage: Stage): Promise<Readonly<Record<string, PublicAddress>>> {
  const found = stage.ingress === 'alb' ? await ofIngresses(client, stage) : await ofServices(client, stage);
  return Object.fromEntries(found);
}

type NamedAddress = [service: string, address: PublicAddress];

async function ofServices({ core }: Asked, { name: namespace }: Stage): Promise<NamedAddress[]> {
  const { items } = await core.listNamespacedService({ namespace });
  return publicServices.flatMap((service): NamedAddress[] => {
    const object = items.find(({ metadata }) => metadata?.name === serviceObjectName(service));
    const host = object?.status?.loadBalancer?.ingress?.[0]?.hostname;
    return host === undefined ? [] : [[service.name, { url: `http://${host}`, loadBalancer: host }]];
  });
}

async function ofIngresses({ objects }: Asked, { name: namespace }: Stage): Promise<NamedAddress[]> {
  const { items } = await objects.list<V1Ingress>('networking.k8s.io/v1', 'Ingress', namespace);
  return publicServices.flatMap((service): NamedAddress[] => {
    const object = items.find(({ metadata }) => metadata?.name === service.name);
    const host = object?.spec?.rules?.[0]?.host;
    const loadBalancer = object?.status?.loadBalancer?.ingress?.[0]?.hostname;
    return host === undefined || loadBalancer === undefined
      ? []
      : [[service.name, { url: `https://${host}`, loadBalancer }]];
  });
}

/**
 * A network load balancer takes two to five minutes from its making to its first answer, and its name some time to be known
 * to every resolver that has been asked for it too early.
 */
const patienceSeconds = 900;

/** How long one answer may take, in milliseconds. */
const deadlineMs = 5_000;

/**
 * Waits until each public service has a load balancer that hands a request on to a pod and the answer back.
 * @param ask tells why an address gives no answer
 * @throws {UserError} `not-in-time`, with what the controller says, or what became of the request
 */
export async function waitForAnswers(
  client: Asked,
  stage: Stage,
  progress: Progress,
  ask = whyNoAnswer,
): Promise<Readonly<Record<string, PublicAddress>>> {
  let addresses: Readonly<Record<string, PublicAddress>> = {};
  const look = async (): Promise<Observation> => {
    addresses = await publicAddresses(client, stage);
    const without = publicServices.filter(({ name }) => !addresses[name]);
    if (without.length > 0) {
      const names = without.map(({ name }) => name).join(' and ');
      const said = await warnings(client, stage);
      return {
        pending: `no load balancer yet for ${names}`,
        ...(said.length > 0 ? { because: `no load balancer for ${names}; the cluster says:\n${said.join('\n')}` } : {}),
      };
    }
    const silent = await Promise.all(publicServices.map(({ name, path }) => ask(addresses[name], path)));
    const why = silent.filter((reason) => reason !== undefined);
    if (why.length === 0) return { done: true };
    const whose = `Is this machine's own address among allowedCidrs (${stage.allowedCidrs.join(', ')})?`;
    return { pending: why.join('; '), because: `${why.join('; ')}. ${whose}` };
  };
  await waitFor('the load balancer to answer', patienceSeconds, look, progress, stage.name);
  return addresses;
}

/** What the controllers complain of in the stage's namespace about Services and Ingresses, each once. */
async function warnings({ core }: Asked, { name: namespace }: Stage): Promise<string[]> {
  const { items } = await core.listNamespacedEvent({ namespace });
  const told = items
    .filter(({ type, involvedObject: { kind = '' } }) => type === 'Warning' && ['Service', 'Ingress'].includes(kind))
    .map(({ involvedObject, message }) => `  - ${involvedObject.name}: ${message}`);
  return [...new Set(told)];
}

/**
 * Asks the load balancer itself, by its own name: the host that an Ingress serves may not lead to it yet.
 * @returns why there is no answer of a service; undefined where there is one
 */
export async function whyNoAnswer(address: PublicAddress | undefined, path: string): Promise<string | undefined> {
  if (!address) return 'there is no address';
  const { protocol, hostname, host, port } = new URL(address.url);
  const { promise: ended, resolve } = Promise.withResolvers<string | undefined>();
  const where = `${address.url}${path}`;
  const request = (protocol === 'https:' ? httpsRequest : httpRequest)({
    host: address.loadBalancer,
    ...(port === '' ? {} : { port }),
    path,
    ...(protocol === 'https:' ? { servername: hostname } : {}),
    headers: { host, connection: 'close' },
    signal: AbortSignal.timeout(deadlineMs),
  });
  request.on('response', (response) => {
    const { statusCode = 0 } = response;
    response.resume();
    // 502 to 504 are the load balancer's own, for a target that is not there yet.
    resolve(statusCode < 500 ? undefined : `${where} is answered with status ${statusCode}`);
  });
  request.on('error', (error) => resolve(`${where} does not answer (${messageOf(error)})`));
  request.end();
  return ended;
}

/** Which hosts of Ingresses are no names yet, and what would make them so. */
export async function nameNotices(addresses: Readonly<Record<string, PublicAddress>>): Promise<string[]> {
  const notices = Object.values(addresses).map(async ({ url, loadBalancer }) => {
    const { hostname } = new URL(url);
    const isName = hostname === loadBalancer || (await lookup(hostname).catch(() => undefined)) !== undefined;
    return isName ? [] : [`${hostname} is no name yet: make it a CNAME, or an alias in Route 53, of ${loadBalancer}.`];
  });
  return (await Promise.all(notices)).flat();
}
