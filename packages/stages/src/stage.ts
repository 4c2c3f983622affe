import type { Cluster, ServiceSettings, StageSettings } from './model.ts';

export type { Cluster, EksCluster, ServiceSettings } from './model.ts';

/** A stage, checked, with a value for every setting and the cluster that it runs in. */
export interface Stage extends Omit<StageSettings, 'cluster' | 'services'> {
  /** Also the Kubernetes namespace. */
  readonly name: string;
  readonly cluster: Cluster & { readonly name: string };
  /** For every service of the catalogue. */
  readonly services: Readonly<Record<string, ServiceSettings>>;
}

export type App = Readonly<Record<string, Stage>>;
