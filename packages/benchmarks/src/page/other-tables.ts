import { markdownTable } from '@eks-practice/generated-pages/markdown-table';
import {
  type ClusterFigures,
  type GrowthFigures,
  type MemoryFigures,
  type StartFigures,
  type StepFigures,
  deployKinds,
} from '../results.ts';
import { figure, spread } from './figures.ts';

export function growthTables({ concurrency, hour, replicas, services }: GrowthFigures): string {
  return [
    'Connections, against both services as processes on one core:',
    '',
    markdownTable(
      ['connections:', 'requests/s:', 'p99 ms:'],
      concurrency.map((of) => [String(of.connections), spread(of.requestsPerSecond), spread(of.p99Ms, 1)]),
    ),
    '',
    'Pods of each service, through the cluster, the autoscalers held:',
    '',
    markdownTable(
      ['pods each:', 'requests/s:', 'p99 ms:'],
      replicas.map((of) => [String(of.replicas), spread(of.requestsPerSecond), spread(of.p99Ms, 1)]),
    ),
    '',
    'Services in the catalogue, one pod each; seconds:',
    '',
    markdownTable(
      ['services:', 'objects:', 'make objects:', 'make templates:', 'apply:', 'all ready:', 'apply again:'],
      services.map((of) => [
        String(of.services),
        String(of.objects),
        figure(of.objectsSeconds, 2),
        figure(of.templatesSeconds, 1),
        figure(of.applySeconds, 1),
        figure(of.readySeconds, 1),
        figure(of.applyAgainSeconds, 1),
      ]),
    ),
    '',
    'An hour under load, computed:',
    '',
    markdownTable(
      ['requests:', 'report.json MiB:', 'report.html MiB:', 'held in memory MiB:', 'making the report s:'],
      [
        [
          figure(hour.requests),
          figure(hour.jsonMiB, 2),
          figure(hour.htmlMiB, 2),
          figure(hour.heldMiB, 1),
          figure(hour.buildSeconds, 1),
        ],
      ],
    ),
  ].join('\n');
}

export function startTables(of: StartFigures): string {
  return [
    markdownTable(
      ['image', 'compressed MiB:', 'its base MiB:', 'first answer ms:', 'CPU ms by then:'],
      of.services.map((service) => [
        service.name,
        figure(service.imageMiB, 2),
        figure(service.baseMiB, 2),
        spread(service.answerMs),
        spread(service.cpuMs),
      ]),
    ),
    '',
    `\`node -e 0\` in the same images, from \`docker run\` to its end: ${spread(of.nodeMs)} ms. Node's own start takes ` +
      `${spread(of.nodeCpuMs)} ms of CPU; the services take ${spread(of.cpuVsNode, 1)} times that.`,
  ].join('\n');
}

export function clusterTables(of: ClusterFigures): string {
  const whole = markdownTable(
    ['what', 'seconds:'],
    [
      ['the cluster, from nothing to ready, with the images in it', spread(of.up, 1)],
      ['the whole `deploy` from nothing', spread(of.deployFromNothing, 1)],
      ['a change to api’s source, to the first answer of a pod that has it', spread(of.changeToServing, 1)],
      ['the same, to the end of the `deploy`', spread(of.changeDeploy, 1)],
      ['a `deploy` of nothing new', spread(of.noOpDeploy, 1)],
    ],
  );
  return of.steps ? [whole, '', 'The steps of `deploy`, in seconds:', '', stepsTable(of.steps)].join('\n') : whole;
}

function stepsTable(steps: readonly StepFigures[]): string {
  return markdownTable(
    ['step', 'from nothing:', 'a change:', 'nothing new:'],
    steps.map((of) => [of.title, ...deployKinds.map((kind) => (of[kind] ? spread(of[kind], 1) : ''))]),
  );
}

export function memoryTable({ requestsPerSecond, services }: MemoryFigures): string {
  return [
    markdownTable(
      ['pod of', 'at rest MiB:', `at ${figure(requestsPerSecond)} requests/s MiB:`, 'request MiB:', 'limit MiB:'],
      services.map((of) => [
        of.name,
        spread(of.atRestMiB),
        spread(of.underLoadMiB),
        String(of.requestMiB),
        String(of.limitMiB),
      ]),
    ),
  ].join('\n');
}
