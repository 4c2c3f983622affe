import { expect, test } from '@jest/globals';
import { type KubernetesObject, KubernetesObjectApi } from '@kubernetes/client-node';
import { silent } from '@eks-practice/machine/progress';
import { removeEntrances } from './remove-entrances.ts';

type Stored = KubernetesObject & { metadata: { name: string; namespace: string }; spec?: { type?: string } };

/** An API whose controller lets go of what is deleted at the given look after it. */
class FakeApi extends KubernetesObjectApi {
  readonly deleted: string[] = [];
  stored: Stored[];
  failing: Error[] = [];
  readonly #lookToGo: number;
  #looks = 0;

  constructor(stored: Stored[], lookToGo: number) {
    super({} as never);
    this.stored = stored;
    this.#lookToGo = lookToGo;
  }

  override async list(_: string, kind: string, namespace?: string): Promise<never> {
    if (kind === 'Service') {
      const failure = this.failing[this.#looks++];
      if (failure) throw failure;
      if (this.#looks > this.#lookToGo) this.stored = this.stored.filter((it) => !this.deleted.includes(nameOf(it)));
    }
    const of = this.stored.filter(
      (it) => it.kind === kind && (namespace ?? it.metadata.namespace) === it.metadata.namespace,
    );
    // As the API server does, without their kind.
    return { items: of.map(({ metadata, spec }) => ({ metadata, spec })) } as never;
  }

  override async delete(object: KubernetesObject): Promise<never> {
    const stored = this.stored.find((it) => nameOf(it) === nameOf(object as Stored));
    if (!stored) throw Object.assign(new Error('gone'), { code: 404 });
    this.deleted.push(nameOf(stored));
    return {} as never;
  }
}

function nameOf({ kind, metadata }: Stored): string {
  return `${kind} ${metadata.namespace}/${metadata.name}`;
}

const finalizers = ['service.k8s.aws/resources'];
const service = (namespace: string, name: string, type = 'LoadBalancer'): Stored => ({
  ...{ kind: 'Service', metadata: { namespace, name, finalizers }, spec: { type } },
});
const ingress: Stored = { kind: 'Ingress', metadata: { namespace: 'dev', name: 'api' } };
const stored = [service('dev', 'api'), service('dev', 'user-api', 'ClusterIP'), ingress, service('pr-1', 'api')];
const unanswered = new TypeError('fetch failed');

function waiting(progress: (news: string) => void = silent, atMostSeconds = 60) {
  return { progress, signal: new AbortController().signal, pace: { everySeconds: 0, atMostSeconds } };
}

test("a stage's Services of type LoadBalancer and Ingresses go, once each, and are waited for", async () => {
  const objects = new FakeApi(stored, 3);
  const news: string[] = [];
  expect(
    await removeEntrances(
      { objects },
      waiting((said) => news.push(said)),
      'dev',
    ),
  ).toBe(2);
  expect(objects.deleted).toEqual(['Service dev/api', 'Ingress dev/api']);
  expect(news).toEqual(Array(3).fill('waiting for Service dev/api, Ingress dev/api'));
});

test("a cluster's are those of every namespace", async () => {
  const objects = new FakeApi(stored, 1);
  expect(await removeEntrances({ objects }, waiting())).toBe(3);
  expect(objects.stored.map(nameOf)).toEqual(['Service dev/user-api']);
});

test('where there is none, nothing is awaited', async () => {
  expect(await removeEntrances({ objects: new FakeApi(stored, 1) }, waiting(), 'pr-2')).toBe(0);
});

test('what stays is told with what holds it', async () => {
  await expect(removeEntrances({ objects: new FakeApi(stored, 9) }, waiting(silent, 0), 'pr-1')).rejects.toMatchObject({
    code: 'entrances-stay',
    message: expect.stringContaining('Service pr-1/api, held by service.k8s.aws/resources'),
    remedy: expect.stringContaining('kubectl patch Service api -n pr-1'),
  });
});

test('an API that is silent in between is asked again; one that never answered is not', async () => {
  const later = Object.assign(new FakeApi(stored, 2), { failing: [undefined, unanswered] });
  expect(await removeEntrances({ objects: later }, waiting(), 'dev')).toBe(2);
  const never = Object.assign(new FakeApi(stored, 2), { failing: [unanswered] });
  await expect(removeEntrances({ objects: never }, waiting(), 'dev')).rejects.toBe(unanswered);
});
