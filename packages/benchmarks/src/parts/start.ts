import { readFile } from 'node:fs/promises';
import { type Service, services } from '@eks-practice/catalogue/services';
import { type BaseImage, baseImageRecordPath } from '@eks-practice/images/base-image';
import { readImageRecord } from '@eks-practice/images/service-image';
import type { ServiceSettings } from '@eks-practice/stages/stage';
import { app } from '@eks-practice/stages/stages';
import type { PartContext } from '../measurement.ts';
import type { StartFigures } from '../results.ts';
import { ratioOf, spreadOf } from '../spread.ts';
import { compressedSize } from '../start/image-size.ts';
import { type ContainerOptions, printed, timeToAnswer, timeToEnd } from '../start/timed-container.ts';

const mebibyte = 2 ** 20;

/** What an image weighs beyond Node and libc, and how long it takes to its first answer beyond a Node that does nothing. */
export async function measureStart({ progress, rounds }: PartContext): Promise<StartFigures> {
  progress('sizes of images');
  const base = JSON.parse(await readFile(baseImageRecordPath(), 'utf8')) as BaseImage;
  const baseBytes = await compressedSize(base.reference);
  const measured: { service: Service; bytes: number; starts: Start[] }[] = [];
  for (const service of services) {
    const { reference } = await readImageRecord(service.name);
    measured.push({
      service,
      bytes: await compressedSize(reference),
      starts: await startsOf(service, reference, { progress, rounds }),
    });
  }
  const starts = measured.flatMap(({ starts: of }) => of);
  const [first] = measured;
  if (!first) throw new RangeError('the catalogue has no service');
  return {
    services: measured.map(({ service, bytes, starts: of }) => ({
      name: service.name,
      imageMiB: rounded(bytes / mebibyte),
      baseMiB: rounded(baseBytes / mebibyte),
      answerMs: spreadOf(of.map(({ service: { totalMs } }) => totalMs)),
      cpuMs: spreadOf(of.map(({ service: { cpuMs } }) => cpuMs)),
    })),
    nodeMs: spreadOf(starts.map(({ nodeMs }) => nodeMs)),
    nodeCpuMs: spreadOf(starts.map(({ nodeCpuMs }) => nodeCpuMs)),
    cpuLimitMillicores: settingsOf(first.service).resources.cpuLimitMillicores,
    ratios: {
      imageVsNode: spreadOf(measured.map(({ bytes }) => bytes / baseBytes)),
      startVsNode: ratioOf(
        starts.map(({ service }) => service.totalMs),
        starts.map(({ nodeMs }) => nodeMs),
      ),
    },
    cpuVsNode: ratioOf(
      starts.map(({ service }) => service.cpuMs),
      starts.map(({ nodeCpuMs }) => nodeCpuMs),
    ),
  };
}

/** A service and a Node that does nothing, one after the other, in the same image. */
interface Start {
  readonly service: Awaited<ReturnType<typeof timeToAnswer>>;
  readonly nodeMs: number;
  readonly nodeCpuMs: number;
}

const sayCpuTime = 'const { user, system } = process.cpuUsage(); process.stdout.write(String((user + system) / 1000))';

async function startsOf(
  service: Service,
  image: string,
  { progress, rounds }: Pick<PartContext, 'progress' | 'rounds'>,
): Promise<Start[]> {
  const { resources } = settingsOf(service);
  const env = Object.fromEntries(
    services.filter(({ name }) => service.calls.includes(name)).map(({ hostVariable }) => [hostVariable, 'nowhere']),
  );
  const options: ContainerOptions = { image, env, port: service.port, resources };
  // Where a service calls others, its own endpoint has nobody to ask here; this path is every service's.
  const path = service.calls.length === 0 ? service.path : '/openapi.json';
  const starts: Start[] = [];
  // The first, with nothing of the image in the page cache, is not counted.
  for (let round = 0; round <= rounds; round++) {
    progress(`start of ${service.name}, round ${round} of ${rounds}`);
    const start = {
      service: await timeToAnswer(options, path),
      nodeMs: await timeToEnd({ ...options, arguments: ['-e', '0'] }),
      nodeCpuMs: Number(await printed({ ...options, arguments: ['-e', sayCpuTime] })),
    };
    if (round > 0) starts.push(start);
  }
  return starts;
}

/** As the local stage has them. */
function settingsOf({ name }: Service): ServiceSettings {
  return app.stages.local?.services[name] as ServiceSettings;
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
