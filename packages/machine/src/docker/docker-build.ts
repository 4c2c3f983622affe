import type Docker from 'dockerode';
import type { Architecture } from '../architecture.ts';
import { onDisk } from '../disk/disk-full.ts';
import { docker } from './docker.ts';
import { ownImageLabel } from './own-images.ts';

export interface ImageBuild {
  /** What the Dockerfile may copy from, and the Dockerfile: an archive, or files of a folder. */
  readonly context: NodeJS.ReadableStream | { readonly context: string; readonly src: string[] };
  /**
   * The Dockerfile's name in the context.
   * @default 'Dockerfile'
   */
  readonly dockerfile?: string;
  /** The name and tag to give. */
  readonly reference: string;
  /** What it is for. Without a RUN nothing runs in the build, so any architecture can be built on any. */
  readonly architecture: Architecture;
  /** @default - none */
  readonly buildArguments?: Readonly<Record<string, string>>;
}

/** One message of the many of a build. */
interface BuildEvent {
  readonly error?: string;
}

/**
 * Builds an image by the daemon's own BuildKit, which needs no plug-in of a client; the older builder labels every image
 * with the daemon's architecture. The image gets its name when it is whole.
 * @throws {UserError} `disk-full`
 * @throws {Error} with the builder's message where a step fails
 */
export async function buildImage(build: ImageBuild): Promise<void> {
  const { context, dockerfile = 'Dockerfile', reference, architecture, buildArguments = {} } = build;
  const options: Docker.ImageBuildOptions = {
    version: '2',
    t: reference,
    dockerfile,
    platform: `linux/${architecture}`,
    buildargs: buildArguments,
    labels: { [ownImageLabel]: reference },
  };
  await onDisk(async () => {
    const stream = await docker.buildImage(context, options);
    const events = await new Promise<BuildEvent[] | null>((resolve, reject) => {
      docker.modem.followProgress(stream, (error, all) => (error ? reject(error) : resolve(all)));
    });
    const failure = events?.find(({ error }) => error)?.error;
    if (failure) throw new Error(`The image ${reference} could not be built: ${failure}`);
  });
}
