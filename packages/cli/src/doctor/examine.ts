import { UserError } from '@eks-practice/errors/user-error';
import type { Stage } from '@eks-practice/stages/stage';
import type { LocalTarget } from '../place/local-target.ts';
import { buildToolFindings, readBuildTools } from './build-tools.ts';
import { type DockerFacts, examineDocker, readDocker } from './docker.ts';
import type { Finding } from './finding.ts';
import { imageFinding, readImages } from './images.ts';
import { examineKernel } from './kernel.ts';
import { examineNode } from './node.ts';
import { portFinding, readPorts } from './ports.ts';
import { proxyFinding } from './proxy.ts';
import { readResources, resourceFindings } from './resources.ts';

/** Looks at everything that the stage's deploy and load run need of this machine, and changes nothing. */
export async function examine(stage: Stage, target: LocalTarget): Promise<Finding[]> {
  const answer = await readDocker().catch((error: unknown): DockerFacts | UserError => {
    if (error instanceof UserError) return error;
    throw error;
  });
  const docker = answer instanceof UserError ? undefined : answer;
  // Only the daemon knows which images there are and which can be had.
  const images = docker && (await readImages());
  return [
    ...(await examineNode()),
    await examineDocker(answer),
    ...(images ?? []).map(imageFinding),
    ...buildToolFindings(await readBuildTools(), images),
    ...resourceFindings(await readResources(docker), stage),
    ...(await readPorts(target, docker !== undefined)).map(portFinding),
    proxyFinding(docker),
    ...(await examineKernel()),
  ];
}
