import type { Cluster, EksCluster, Previews, ServiceSettings, StageSettings } from './model.ts';

export type { Cluster, EksCluster, Previews, ServiceSettings, Tracing } from './model.ts';

export type Named<C> = C & { readonly name: string };

/** A stage, checked, with a value for every setting and the cluster that it runs in. */
export interface Stage extends Omit<StageSettings, 'cluster' | 'services'> {
  /** Also the Kubernetes namespace. */
  readonly name: string;
  readonly cluster: Named<Cluster>;
  /** For every service of the catalogue. */
  readonly services: Readonly<Record<string, ServiceSettings>>;
}

/** A stage that runs on EKS. */
export interface EksStage extends Stage {
  readonly cluster: Named<EksCluster>;
}

export interface App {
  readonly clusters: Readonly<Record<string, Named<Cluster>>>;
  readonly stages: Readonly<Record<string, Stage>>;
  /** How the stages of pull requests are made, if they are. */
  readonly previews?: Previews | undefined;
}

export function isOnEks(stage: Stage): stage is EksStage {
  return stage.cluster.kind === 'eks';
}
