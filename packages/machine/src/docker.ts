import Docker from 'dockerode';

/** The Docker daemon that the environment names (DOCKER_HOST), else the one at the usual socket. */
export const docker = new Docker();

/** What the daemon says of an image, or undefined where it has none of that name. */
export async function inspectImage(reference: string): Promise<Docker.ImageInspectInfo | undefined> {
  try {
    return await docker.getImage(reference).inspect();
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

/**
 * Asks the daemon to pull an image.
 * @returns whether it has it now; false where no registry that has it can be reached
 */
export async function pullImage(reference: string): Promise<boolean> {
  try {
    const stream = await docker.pull(reference);
    await new Promise<void>((resolve, reject) => {
      docker.modem.followProgress(stream, (error) => (error ? reject(error) : resolve()));
    });
  } catch {
    // No registry, no leave, or no such image: whether it is there now says it all.
  }
  return (await inspectImage(reference)) !== undefined;
}

/** Whether the daemon's answer was 404: there is no such image, container, volume or network. */
export function isNotFound(error: unknown): boolean {
  return (error as { statusCode?: number } | undefined)?.statusCode === 404;
}
