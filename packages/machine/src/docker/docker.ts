import Docker from 'dockerode';
import type { Architecture } from '../architecture.ts';

/** The Docker daemon that the environment names (DOCKER_HOST), else the one at the usual socket. */
export const docker = new Docker();

/**
 * What the daemon says of an image, or undefined where it has none of that name.
 * @param architecture leaves out an image of another one
 */
export async function inspectImage(
  reference: string,
  architecture?: Architecture,
): Promise<Docker.ImageInspectInfo | undefined> {
  try {
    const image = await docker.getImage(reference).inspect(architecture && variantOf(architecture));
    return architecture === undefined || image.Architecture === architecture ? image : undefined;
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

/** Which image of a list is meant, where one name stands for several (from API 1.49 on; older daemons have no lists). */
function variantOf(architecture: Architecture): Docker.ImageInspectOptions {
  return { platform: JSON.stringify({ os: 'linux', architecture }) } as Docker.ImageInspectOptions;
}

/**
 * Asks the daemon to pull an image.
 * @returns whether it has it now; false where no registry that has it can be reached
 */
export async function pullImage(reference: string, architecture: Architecture): Promise<boolean> {
  try {
    const stream = await docker.pull(reference, { platform: `linux/${architecture}` });
    await new Promise<void>((resolve, reject) => {
      docker.modem.followProgress(stream, (error) => (error ? reject(error) : resolve()));
    });
  } catch {
    // No registry, no leave, or no such image: whether it is there now says it all.
  }
  return (await inspectImage(reference, architecture)) !== undefined;
}

/** Whether the daemon's answer was 404: there is no such image, container, volume or network. */
export function isNotFound(error: unknown): boolean {
  return (error as { statusCode?: number } | undefined)?.statusCode === 404;
}
