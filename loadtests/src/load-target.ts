import type { Stage } from '@eks-practice/stages/stage';

/** What a load is sent to, and where its effect is seen. */
export interface LoadTarget {
  /** The public service that the load is sent to. */
  readonly service: string;
  /** That service's base URL, e.g. `http://127.0.0.1:18080`. */
  readonly url: string;
  /** Leads to the cluster that the stage runs in. */
  readonly kubeconfigPath: string;
  /** Also names the namespace. */
  readonly stage: Stage;
}
