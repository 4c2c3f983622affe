import { UserError } from '@eks-practice/errors/user-error';
import { docker } from '@eks-practice/machine/docker/docker';
import { canStartDocker, requireDocker } from '@eks-practice/machine/docker/docker-daemon';
import type { Finding } from './finding.ts';

/** What Docker's daemon says of itself (GET /info of its API, and GET /version). */
export interface DockerFacts {
  readonly version: string;
  readonly apiVersion: string;
  readonly storageDriver: string;
  readonly cgroupVersion: string;
  /** The folder that it keeps everything in, on its own machine. */
  readonly root: string;
  /** In bytes, of the machine that it runs on, which may be a virtual one. */
  readonly memory: number;
  readonly cores: number;
  /** Whether it goes through a proxy. */
  readonly hasProxy: boolean;
}

/** @throws {UserError} `docker-not-installed` or `docker-not-running` */
export async function readDocker(): Promise<DockerFacts> {
  await requireDocker();
  const [info, version] = await Promise.all([docker.info(), docker.version()]);
  return {
    version: version.Version,
    apiVersion: version.ApiVersion,
    storageDriver: info.Driver,
    cgroupVersion: info.CgroupVersion ?? '1',
    root: info.DockerRootDir,
    memory: info.MemTotal,
    cores: info.NCPU,
    hasProxy: Boolean(info.HttpsProxy || info.HttpProxy),
  };
}

/** @param answer what {@link readDocker} returned or threw */
export async function examineDocker(answer: DockerFacts | UserError): Promise<Finding> {
  return dockerFinding(answer, await canStartDocker());
}

/** @param canStart whether the tool brings up a daemon by itself */
export function dockerFinding(answer: DockerFacts | UserError, canStart: boolean): Finding {
  const name = 'Docker';
  if (!(answer instanceof UserError)) {
    const { version, apiVersion, storageDriver, cgroupVersion } = answer;
    return { name, state: 'ok', found: `${version}, API ${apiVersion}, ${storageDriver}, cgroup v${cgroupVersion}` };
  }
  const found = answer.message;
  if (!canStart) return { name, state: 'missing', found, remedy: answer.remedy };
  return {
    name,
    state: 'warning',
    found,
    remedy: '`npm start` starts one, and installs it first where it is missing.',
  };
}
