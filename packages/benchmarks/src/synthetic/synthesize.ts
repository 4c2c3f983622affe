import { services } from '@eks-practice/catalogue/services';
import { synthesize } from '@eks-practice/infra/synthesize';
import { type Stage, isOnEks } from '@eks-practice/stages/stage';
import { app } from '@eks-practice/stages/stages';
import { stageObjects } from '@eks-practice/workloads/stage-objects';
import type { Synthesis, SynthesisOptions } from './synthesis.ts';

/** A process of its own, for the catalogue that it is given: options as JSON in, objects and times as JSON out. */
const { namespace, image, outdir } = JSON.parse(process.argv[2] ?? '') as SynthesisOptions;
const { dev, local } = app.stages;
if (!local || !dev || !isOnEks(dev)) throw new RangeError('stages.ts has no stage local, or no stage dev on EKS');

const images = Object.fromEntries(services.map(({ name }) => [name, image]));
const start = performance.now();
const objects = stageObjects({ stage: small(local), images });
const objectsAt = performance.now();
synthesize([dev], { outdir });
const synthesis: Synthesis = {
  objects,
  objectsSeconds: (objectsAt - start) / 1000,
  templatesSeconds: (performance.now() - objectsAt) / 1000,
};
process.stdout.write(JSON.stringify(synthesis));

/** One pod for each service, which asks for next to nothing: fifty of them have to fit on one node. */
function small(stage: Stage): Stage {
  const of = Object.entries(stage.services).map(([name, { resources, scaling }]) => [
    name,
    {
      scaling: { ...scaling, minReplicas: 1 },
      resources: { ...resources, cpuRequestMillicores: 5, memoryRequestMiB: 16 },
    },
  ]);
  return { ...stage, name: namespace, services: Object.fromEntries(of) };
}
