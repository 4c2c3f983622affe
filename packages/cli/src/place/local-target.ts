import { publicServices } from '@eks-practice/catalogue/services';
import { UserError } from '@eks-practice/errors/user-error';
import { localServiceUrls } from '@eks-practice/stages/local-access';
import type { Stage } from '@eks-practice/stages/stage';
import { LocalCluster } from '@eks-practice/local-cluster/local-cluster';

/** Where the local cluster listens on 127.0.0.1, unless the environment says otherwise. */
const defaults = { EKS_PRACTICE_API_PORT: 16443, EKS_PRACTICE_SERVICE_PORT: 18080 } as const;

/** The local cluster and the address of its public service. */
export interface LocalTarget {
  readonly cluster: LocalCluster;
  /** Of the first public service, e.g. `http://127.0.0.1:18080`. */
  readonly url: string;
  /** Of every public service, by its name. */
  readonly urls: Readonly<Record<string, string>>;
}

/**
 * The local cluster that the environment describes: EKS_PRACTICE_CLUSTER (its name), EKS_PRACTICE_API_PORT and
 * EKS_PRACTICE_SERVICE_PORT.
 * @throws {UserError} `invalid-environment`, listing every fault at once
 * @throws {RangeError} where the stage runs elsewhere
 */
export function localTarget(stage: Stage, environment: NodeJS.ProcessEnv = process.env): LocalTarget {
  if (stage.cluster.kind !== 'local') throw new RangeError(`stage ${stage.name} is not on this machine`);
  const faults: string[] = [];
  const port = (name: keyof typeof defaults): number => {
    const text = environment[name];
    const value = text === undefined ? defaults[name] : Number(text);
    if (!Number.isInteger(value) || value < 1 || value > 65535)
      faults.push(`${name}=${text} is not a port (1 to 65535)`);
    return value;
  };
  const name = environment.EKS_PRACTICE_CLUSTER ?? 'local';
  if (!/^[a-z][a-z0-9-]{0,30}$/.test(name))
    faults.push(`EKS_PRACTICE_CLUSTER=${name} is not a name (a-z, 0-9, hyphens)`);
  // As the nodes of a cluster are called by its name: that of "local-2" would be the second one of "local".
  if (/-\d$/.test(name)) faults.push(`EKS_PRACTICE_CLUSTER=${name} ends as the name of a node does (-${name.at(-1)})`);
  const apiPort = port('EKS_PRACTICE_API_PORT');
  const servicePort = port('EKS_PRACTICE_SERVICE_PORT');
  if (apiPort === servicePort) faults.push(`EKS_PRACTICE_API_PORT and EKS_PRACTICE_SERVICE_PORT are both ${apiPort}`);
  if (faults.length > 0) {
    throw new UserError(`The environment does not describe a local cluster: ${faults.join('; ')}.`, {
      code: 'invalid-environment',
      remedy: 'Correct the variable, or unset it for the default.',
    });
  }
  return {
    cluster: new LocalCluster({
      name,
      apiPort,
      servicePort,
      publicServices: publicServices.length,
      nodes: stage.cluster.nodes,
    }),
    url: `http://127.0.0.1:${servicePort}`,
    urls: localServiceUrls(servicePort),
  };
}
