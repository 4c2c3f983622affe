import { type Waiting, waitUntilGone } from '@eks-practice/aws/removal/wait-until-gone';
import { UserError } from '@eks-practice/errors/user-error';
import type { KubernetesObject } from '@kubernetes/client-node';
import { type KubernetesClient, isMissing, isUnreachable } from '../kubernetes/client.ts';

/** An object for which the load balancer controller made something in AWS. */
export interface Entrance {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace: string;
    /** Who must do something before it is gone. */
    readonly finalizers?: readonly string[];
  };
}

type Objects = Pick<KubernetesClient, 'objects'>;

/** @param namespace default: every one */
async function findEntrances({ objects }: Objects, namespace?: string): Promise<Entrance[]> {
  const services = await objects.list<Found>('v1', 'Service', namespace);
  const ingresses = await objects.list<Found>('networking.k8s.io/v1', 'Ingress', namespace);
  const balanced = services.items.filter(({ spec }) => spec?.type === 'LoadBalancer');
  return [
    ...balanced.map(({ metadata }) => ({ apiVersion: 'v1', kind: 'Service', metadata })),
    ...ingresses.items.map(({ metadata }) => ({ apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata })),
  ];
}

type Found = KubernetesObject & Pick<Entrance, 'metadata'> & { readonly spec?: { readonly type?: string } };

/**
 * Deletes the Services of type LoadBalancer and the Ingresses, while the controller is there to delete what it made for
 * them, and waits until they are gone: each keeps a finalizer until its load balancer is. Their stack finds them absent
 * later, which is well.
 * @param namespace default: every one
 * @returns how many there were
 * @throws {UserError} `entrances-stay`, naming what holds them
 */
export async function removeEntrances(client: Objects, waiting: Waiting, namespace?: string): Promise<number> {
  const asked = new Set<string>();
  let stay: readonly Entrance[] = [];
  const look = async (): Promise<string | undefined> => {
    stay = await findEntrances(client, namespace);
    for (const entrance of stay.filter((it) => !asked.has(nameOf(it)))) {
      const { apiVersion, kind, metadata } = entrance;
      const { name, namespace: of } = metadata;
      await unlessMissing(client.objects.delete({ apiVersion, kind, metadata: { name, namespace: of } }));
      asked.add(nameOf(entrance));
    }
    return stay.length > 0 ? stay.map(nameOf).join(', ') : undefined;
  };
  await waitUntilGone(
    waiting,
    () =>
      look().catch((error: unknown) => {
        // Unanswered in between; what never answers is somebody's mistake.
        if (asked.size > 0 && isUnreachable(error)) return 'the Kubernetes API to answer again';
        throw error;
      }),
    (left, minutes) => inVain(left, minutes, stay),
  );
  return asked.size;
}

function nameOf({ kind, metadata: { namespace, name } }: Entrance): string {
  return `${kind} ${namespace}/${name}`;
}

function inVain(left: string, minutes: number, stay: readonly Entrance[]): UserError {
  const finalizers = [...new Set(stay.flatMap(({ metadata }) => metadata.finalizers ?? []))];
  const held = finalizers.length > 0 ? `, held by ${finalizers.join(', ')}` : '';
  const [first] = stay;
  const free = first
    ? ` kubectl patch ${first.kind} ${first.metadata.name} -n ${first.metadata.namespace} --type merge -p '{"metadata":{"finalizers":null}}'`
    : '';
  return new UserError(`After ${minutes} minutes there is still ${left}${held}.`, {
    code: 'entrances-stay',
    remedy:
      'The AWS Load Balancer Controller lets go once it has deleted its load balancer. What keeps it from that: ' +
      'kubectl logs -n kube-system deployment/aws-load-balancer-controller. Then run the same command again; it goes on. ' +
      `Where there is no controller any more, free each first, and the load balancers are deleted without it:${free}`,
  });
}

async function unlessMissing(answer: Promise<unknown>): Promise<void> {
  await answer.catch((error: unknown) => {
    if (!isMissing(error)) throw error;
  });
}
