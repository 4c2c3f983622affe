import { existsSync } from 'node:fs';
import { availableParallelism, tmpdir, totalmem } from 'node:os';
import { cacheDirectory } from '@eks-practice/machine/disk/directories';
import { freeSpace } from '@eks-practice/machine/disk/free-space';
import type { Stage } from '@eks-practice/stages/stage';
import type { DockerFacts } from './docker.ts';
import type { Finding } from './finding.ts';

const mebibyte = 2 ** 20;
const gibibyte = 2 ** 30;

/** What the local cluster's first node itself holds, in bytes: 470 MiB measured at rest, with room for its peaks. */
const firstNodeMemory = gibibyte;

/** What each further one holds, in bytes: 60 MiB measured at rest. */
const furtherNodeMemory = gibibyte / 8;

/** The load generator wants one beside the pods; with fewer the report calls a run invalid. */
const leastCores = 2;

/** In bytes: the images of the node and the services and a cluster's volumes were 3 GiB together. */
const dockerSpace = 5 * gibibyte;

/** In bytes: compiling Kubernetes and k6 left 5.5 GiB in the caches of Go and of the tool. */
const cacheSpace = 6 * gibibyte;

/** In bytes: unpacking Debian for the node had 437 MiB there at once, the most that was seen; Go links there as well. */
const temporarySpace = gibibyte;

/** In bytes. Of what counts as none nothing comes that works: even a library unpacks some 40 MB before it starts. */
const asGoodAsNone = 64 * mebibyte;

/** In bytes where not said otherwise. */
export interface Resources {
  readonly memory: number;
  readonly cores: number;
  readonly cacheFree: number;
  readonly temporaryFree: number;
  /** Undefined where Docker's disk is not to be seen from here. */
  readonly dockerFree: number | undefined;
}

/** @param docker what it says of the machine that it runs on; undefined where it does not answer */
export async function readResources(docker: DockerFacts | undefined): Promise<Resources> {
  return {
    memory: docker?.memory ?? totalmem(),
    cores: docker?.cores ?? availableParallelism(),
    cacheFree: (await freeSpace(cacheDirectory)) ?? 0,
    temporaryFree: (await freeSpace(tmpdir())) ?? 0,
    dockerFree: docker && existsSync(docker.root) ? await freeSpace(docker.root) : undefined,
  };
}

export function resourceFindings(resources: Resources, stage: Pick<Stage, 'services' | 'cluster'>): Finding[] {
  const { memory, cores, cacheFree, temporaryFree, dockerFree } = resources;
  return [
    enough(
      'Memory',
      memory,
      memoryFor(stage),
      'Give Docker more memory, or lower maxReplicas in packages/stages/src/stages.ts.',
    ),
    cores >= leastCores
      ? { name: 'Cores', state: 'ok', found: String(cores) }
      : {
          name: 'Cores',
          state: 'warning',
          found: `${cores}, where ${leastCores} are wanted`,
          remedy: 'Give Docker more cores, or expect load runs that count as invalid.',
        },
    ...(dockerFree === undefined
      ? []
      : [enough("Docker's disk", dockerFree, dockerSpace, 'Make room: docker system prune')]),
    enough(
      'Disk of the cache',
      cacheFree,
      cacheSpace,
      `Make room, or set XDG_CACHE_HOME to a folder on another disk than ${cacheDirectory}.`,
    ),
    enough(
      'Disk for temporary files',
      temporaryFree,
      temporarySpace,
      `Make room, or set TMPDIR to a folder on another disk than ${tmpdir()}.`,
    ),
  ];
}

/** What the nodes hold, and what the scheduler sets aside for every pod that there may be, in bytes. */
function memoryFor({ services, cluster }: Pick<Stage, 'services' | 'cluster'>): number {
  const further = cluster.kind === 'local' ? cluster.nodes - 1 : 0;
  const pods = Object.values(services).map(
    ({ scaling, resources }) => scaling.maxReplicas * resources.memoryRequestMiB,
  );
  return firstNodeMemory + further * furtherNodeMemory + pods.reduce((sum, ofOne) => sum + ofOne, 0) * mebibyte;
}

function enough(name: string, bytes: number, wanted: number, remedy: string): Finding {
  const found = `${gib(bytes)} GiB${name === 'Memory' ? '' : ' free'}`;
  if (bytes >= wanted) return { name, state: 'ok', found };
  const state = bytes < asGoodAsNone ? 'missing' : 'warning';
  return { name, state, found: `${found}, where ${gib(wanted)} are wanted`, remedy };
}

function gib(bytes: number): string {
  return (bytes / gibibyte).toFixed(1);
}
