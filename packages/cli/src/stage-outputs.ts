import { publicServices } from '@eks-practice/catalogue/services';
import type { Stage } from '@eks-practice/stages/stage';
import type { LocalTarget } from './local-target.ts';
import { table } from './output/table.ts';

/** Where to find a stage and what it runs. */
export interface StageOutputs {
  readonly stage: string;
  readonly cluster: string;
  readonly namespace: string;
  /** Of the first public service, e.g. `http://127.0.0.1:18080`. */
  readonly endpoint: string;
  readonly publicServices: readonly PublicAddress[];
  /** The kubeconfig's path. */
  readonly kubeconfig: string;
  /** Image references by service; a service that is not deployed has none. */
  readonly images: Readonly<Record<string, string>>;
}

interface PublicAddress {
  readonly name: string;
  /** Of its main endpoint. */
  readonly url: string;
  /** Of its OpenAPI document. */
  readonly openapi: string;
}

export function stageOutputs(
  stage: Stage,
  target: LocalTarget,
  images: Readonly<Record<string, string>>,
): StageOutputs {
  return {
    stage: stage.name,
    cluster: stage.cluster.name,
    namespace: stage.name,
    endpoint: target.url,
    publicServices: publicServices.map(({ name, path }) => ({
      name,
      url: `${target.urls[name]}${path}`,
      openapi: `${target.urls[name]}/openapi.json`,
    })),
    kubeconfig: target.cluster.kubeconfigPath,
    images,
  };
}

/** The outputs as a person reads them. */
export function outputsText({ publicServices, namespace, kubeconfig, images }: StageOutputs): string {
  const rows = [
    ...publicServices.flatMap(({ name, url, openapi }) => [
      [name, url],
      ['', openapi],
    ]),
    ['namespace', namespace],
    ['kubeconfig', kubeconfig],
    ...Object.values(images).map((image, index) => [index === 0 ? 'images' : '', image]),
  ];
  return table(rows).replaceAll(/^/gm, '  ');
}
