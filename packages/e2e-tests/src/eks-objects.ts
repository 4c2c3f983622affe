import type { KubectlHandler } from '@eks-practice/aws-emulator/kubectl-handler';
import { services } from '@eks-practice/catalogue/services';
import { imageTagParameter, repositoryName } from '@eks-practice/infra/names';
import { type TemplateObject, objectsInTemplate } from '@eks-practice/infra/template-objects';
import { workloadsTemplate } from '@eks-practice/infra/workloads-template';
import type { EksStage } from '@eks-practice/stages/stage';

const account = '111122223333';
/** Of no image: what a deploy would put there is in the registry, and here it is replaced. */
const tag = '0123456789abcdef';

/**
 * The objects that a deploy of this stage would send to EKS, out of its synthesized template. Only the images are others:
 * those of this machine, for its architecture.
 * @param images references by service
 */
export function objectsForEks(stage: EksStage, images: Readonly<Record<string, string>>): TemplateObject[] {
  const parameters = Object.fromEntries(services.map(({ name }) => [imageTagParameter(name), tag]));
  const { region, name: cluster } = stage.cluster;
  const objects = objectsInTemplate(workloadsTemplate(stage), parameters, { account, region });
  return objects.map(({ properties, ...rest }) => {
    let manifest = properties.Manifest ?? '';
    for (const [service, image] of Object.entries(images)) {
      const remote = `${account}.dkr.ecr.${region}.amazonaws.com/${repositoryName(cluster, service)}:${tag}`;
      manifest = manifest.replaceAll(remote, image);
    }
    return { ...rest, properties: { ...properties, Manifest: manifest } };
  });
}

/** Names of the objects, as `<kind>/<name>`, that a deploy made, changed or removed. */
export interface Deployed {
  readonly created: readonly string[];
  readonly updated: readonly string[];
  readonly deleted: readonly string[];
}

/**
 * Does with the objects what CloudFormation does with a stack's resources: makes what is new and changes what is another,
 * each after what it depends on; then removes what is no longer there, in the opposite order.
 */
export class ObjectStack {
  readonly #handler: KubectlHandler;
  #objects: readonly TemplateObject[] = [];

  constructor(handler: KubectlHandler) {
    this.#handler = handler;
  }

  async deploy(objects: readonly TemplateObject[]): Promise<Deployed> {
    const before = new Map(this.#objects.map((object) => [object.logicalId, object]));
    const created = objects.filter(({ logicalId }) => !before.has(logicalId));
    const updated = objects.filter(({ logicalId, properties }) => {
      const old = before.get(logicalId);
      return old !== undefined && JSON.stringify(old.properties) !== JSON.stringify(properties);
    });
    const after = new Set(objects.map(({ logicalId }) => logicalId));
    const deleted = this.#objects.filter(({ logicalId }) => !after.has(logicalId));
    for (const wave of inWaves([...created, ...updated])) {
      await this.#handle(wave, (object) => (created.includes(object) ? 'Create' : 'Update'));
    }
    for (const wave of inWaves(deleted).reverse()) await this.#handle(wave, () => 'Delete');
    this.#objects = objects;
    return { created: created.map(nameOf), updated: updated.map(nameOf), deleted: deleted.map(nameOf) };
  }

  async #handle(
    objects: readonly TemplateObject[],
    typeOf: (object: TemplateObject) => 'Create' | 'Update' | 'Delete',
  ): Promise<void> {
    await Promise.all(objects.map((object) => this.#handler.handle({ ...object, type: typeOf(object) })));
  }
}

export function nameOf({ object }: TemplateObject): string {
  return `${object.kind}/${object.metadata.name}`;
}

/** Each wave depends on the waves before it alone. */
function inWaves(objects: readonly TemplateObject[]): TemplateObject[][] {
  const waiting = new Set(objects);
  const waves: TemplateObject[][] = [];
  while (waiting.size > 0) {
    const awaited = new Set([...waiting].map(({ logicalId }) => logicalId));
    const wave = [...waiting].filter(({ dependsOn }) => !dependsOn.some((id) => awaited.has(id)));
    if (wave.length === 0) throw new Error('the objects depend on each other in a circle');
    for (const object of wave) waiting.delete(object);
    waves.push(wave);
  }
  return waves;
}
