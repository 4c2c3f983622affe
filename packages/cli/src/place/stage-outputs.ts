import { publicServices } from '@eks-practice/catalogue/services';
import type { Stage } from '@eks-practice/stages/stage';
import { table } from '../output/table.ts';
import type { AwsFacts, Standing } from './standing.ts';

/** Where to find a stage and what it runs. */
export interface StageOutputs {
  readonly stage: string;
  readonly cluster: string;
  readonly namespace: string;
  /** Of the first public service, e.g. `http://127.0.0.1:18080`; null while that has no address. */
  readonly endpoint: string | null;
  /** Those that have an address. */
  readonly publicServices: readonly PublicAddress[];
  /** The kubeconfig's path. */
  readonly kubeconfig: string;
  /** Image references by service; a service that is not deployed has none. */
  readonly images: Readonly<Record<string, string>>;
  /** Where it is in AWS; nothing on this machine. */
  readonly aws?: AwsFacts;
}

interface PublicAddress {
  readonly name: string;
  /** Of its main endpoint. */
  readonly url: string;
  /** Of its OpenAPI document. */
  readonly openapi: string;
}

/** A stage's outputs after a deploy. */
export interface Deployed extends StageOutputs {
  /** Whether the deploy changed anything. */
  readonly changed: boolean;
  /**
   * What is worth knowing, a sentence each.
   * @default - nothing
   */
  readonly notices?: readonly string[];
  /** What keeps the stage from scaling out in one step, with the setting that would let it: a sentence each. */
  readonly warnings: readonly string[];
}

export function stageOutputs(
  stage: Stage,
  { urls, kubeconfigPath, aws }: Pick<Standing, 'urls' | 'kubeconfigPath' | 'aws'>,
  images: Readonly<Record<string, string>>,
): StageOutputs {
  return {
    stage: stage.name,
    cluster: stage.cluster.name,
    namespace: stage.name,
    endpoint: urls[publicServices[0]?.name ?? ''] ?? null,
    publicServices: publicServices.flatMap(({ name, path }) => {
      const base = urls[name];
      return base === undefined ? [] : [{ name, url: `${base}${path}`, openapi: `${base}/openapi.json` }];
    }),
    kubeconfig: kubeconfigPath,
    images,
    ...(aws ? { aws } : {}),
  };
}

/** The outputs as a person reads them. */
export function outputsText({ publicServices: found, namespace, kubeconfig, images, aws }: StageOutputs): string {
  const rows = [
    ...found.flatMap(({ name, url, openapi }) => [
      [name, url],
      ['', openapi],
    ]),
    ...publicServices
      .filter(({ name }) => !found.some((service) => service.name === name))
      .map(({ name }) => [name, 'no address yet']),
    ['namespace', namespace],
    ['kubeconfig', kubeconfig],
    ...Object.values(images).map((image, index) => [index === 0 ? 'images' : '', image]),
    ...(aws ? awsRows(aws) : []),
  ];
  return table(rows).replaceAll(/^/gm, '  ');
}

function awsRows({ account, region, stack, stackStatus, deploy }: AwsFacts): string[][] {
  return [
    ['account', `${account}, ${region}`],
    ['stack', `${stack} (${stackStatus ?? 'not there'})`],
    ...(deploy === null ? [] : [['deploy', String(deploy)]]),
  ];
}
