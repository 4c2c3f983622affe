import { clusterLabel } from '@eks-practice/local-cluster/cluster-options';
import { docker } from '@eks-practice/machine/docker/docker';
import { isFreePort } from '@eks-practice/machine/network/free-port';
import type { LocalTarget } from '../place/local-target.ts';
import type { Finding } from './finding.ts';

/** A port of 127.0.0.1 that the cluster wants. */
export interface WantedPort {
  readonly port: number;
  /** What it is for, e.g. `the Kubernetes API`. */
  readonly purpose: string;
  /** The environment variable that moves it. */
  readonly variable: string;
  /** Who has it; undefined where it is free. */
  readonly holder?: PortHolder;
}

/** The cluster itself, a container by its name, or a process of which Docker knows nothing, or cannot be asked. */
type PortHolder =
  | { readonly kind: 'cluster' }
  | { readonly kind: 'container'; readonly name: string }
  | { readonly kind: 'process' }
  | { readonly kind: 'unknown' };

/** @param dockerAnswers whether it can be asked which containers hold ports */
export async function readPorts({ cluster, urls }: LocalTarget, dockerAnswers: boolean): Promise<WantedPort[]> {
  const containers = dockerAnswers ? await docker.listContainers() : [];
  const holderOf = (port: number): PortHolder => {
    const container = containers.find(({ Ports }) => Ports.some(({ PublicPort }) => PublicPort === port));
    if (!container) return { kind: dockerAnswers ? 'process' : 'unknown' };
    if (container.Labels[clusterLabel] === cluster.name) return { kind: 'cluster' };
    return { kind: 'container', name: container.Names[0]?.replace(/^\//, '') ?? container.Id };
  };
  const wanted = [
    { url: cluster.apiUrl, purpose: 'the Kubernetes API', variable: 'EKS_PRACTICE_API_PORT' },
    ...Object.entries(urls).map(([service, url]) => ({ url, purpose: service, variable: 'EKS_PRACTICE_SERVICE_PORT' })),
  ];
  return Promise.all(
    wanted.map(async ({ url, ...rest }) => {
      const port = Number(new URL(url).port);
      return { ...rest, port, ...((await isFreePort(port)) ? {} : { holder: holderOf(port) }) };
    }),
  );
}

export function portFinding({ port, purpose, variable, holder }: WantedPort): Finding {
  const name = `Port ${port}`;
  if (!holder) return { name, state: 'ok', found: `free, for ${purpose}` };
  if (holder.kind === 'cluster') return { name, state: 'ok', found: `${purpose} of the cluster that runs` };
  const another = `choose another port: ${variable}=${port > 60_000 ? port - 1000 : port + 1000} npm start`;
  const found = `wanted for ${purpose}, but in use`;
  if (holder.kind === 'unknown') {
    return { name, state: 'warning', found: `${found}; Docker might say by whom` };
  }
  if (holder.kind === 'process')
    return { name, state: 'missing', found, remedy: `Stop what listens there, or ${another}` };
  const remedy = `Run: docker stop ${holder.name}; or ${another}`;
  return { name, state: 'missing', found: `${found} by the container ${holder.name}`, remedy };
}
