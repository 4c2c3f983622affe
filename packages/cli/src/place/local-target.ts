import { publicServices } from '@eks-practice/catalogue/services';
import { type Environment, toolEnvironment } from '@eks-practice/machine/tool-environment';
import { localServiceUrls } from '@eks-practice/stages/local-access';
import type { Stage } from '@eks-practice/stages/stage';
import { LocalCluster } from '@eks-practice/local-cluster/local-cluster';

/** The local cluster and the address of its public service. */
export interface LocalTarget {
  readonly cluster: LocalCluster;
  /** Of the first public service, e.g. `http://127.0.0.1:18080`. */
  readonly url: string;
  /** Of every public service, by its name. */
  readonly urls: Readonly<Record<string, string>>;
}

/**
 * The local cluster that the environment describes.
 * @throws {UserError} `invalid-environment`, listing every fault at once
 * @throws {RangeError} where the stage runs elsewhere
 */
export function localTarget(stage: Stage, environment: Environment = process.env): LocalTarget {
  if (stage.cluster.kind !== 'local') throw new RangeError(`stage ${stage.name} is not on this machine`);
  const {
    EKS_PRACTICE_API_PORT: apiPort,
    EKS_PRACTICE_CLUSTER: name,
    EKS_PRACTICE_SERVICE_PORT: servicePort,
  } = toolEnvironment(environment);
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
