import { docker } from '@eks-practice/machine/docker';

export interface ImageBuild {
  /** The folder with the Dockerfile. */
  readonly context: string;
  /** What of the folder is sent to the daemon, the Dockerfile included. */
  readonly files: readonly string[];
  /** The name and tag to give. */
  readonly reference: string;
  /** @default - none */
  readonly buildArguments?: Readonly<Record<string, string>>;
}

/**
 * Builds an image by the daemon's own builder, which needs no plug-in of a client.
 * @throws {Error} with the builder's message where a step fails
 */
export async function buildImage({ context, files, reference, buildArguments = {} }: ImageBuild): Promise<void> {
  const stream = await docker.buildImage(
    { context, src: [...files] },
    { t: reference, buildargs: buildArguments, forcerm: true },
  );
  await new Promise<void>((resolve, reject) => {
    docker.modem.followProgress(stream, (error, events: { error?: string }[] | null) => {
      const failure = error?.message ?? events?.find((event) => event.error)?.error;
      if (failure) reject(new Error(`The image ${reference} could not be built: ${failure}`));
      else resolve();
    });
  });
}
