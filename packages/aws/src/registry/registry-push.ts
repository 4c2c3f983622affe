import { docker } from '@eks-practice/machine/docker/docker';
import type { Progress } from '@eks-practice/machine/progress';
import { pushMistake } from './registry-mistake.ts';
import type { SignedInRegistry } from './registry-sign-in.ts';

export interface PushedImage {
  /** Its name in the local Docker. */
  readonly reference: string;
  /** Where it goes: the repository in the registry, and the tag there. */
  readonly repository: string;
  readonly tag: string;
}

/** What Docker tells while it pushes, a line of JSON each. */
interface PushEvent {
  readonly id?: string;
  readonly status?: string;
  readonly progressDetail?: { readonly current?: number; readonly total?: number };
  readonly error?: string;
}

/**
 * Has Docker send an image. That the tag is taken meanwhile is no failure: the tag is a hash of the content.
 * @throws {UserError} as {@link pushMistake} says
 */
export async function pushImage(image: PushedImage, registry: SignedInRegistry, progress: Progress): Promise<void> {
  const { host, username, password } = registry;
  const repository = `${host}/${image.repository}`;
  await docker.getImage(image.reference).tag({ repo: repository, tag: image.tag });
  const named = docker.getImage(`${repository}:${image.tag}`);
  try {
    const authconfig = { username, password, serveraddress: host };
    const failure = await followed(await named.push({ authconfig }), progress);
    if (failure !== undefined && !isTaken(failure)) throw pushMistake(failure, host, image.repository);
  } finally {
    // Only the name goes that the push needed.
    await named.remove();
  }
}

/** @returns what Docker said where it failed */
async function followed(stream: NodeJS.ReadableStream, progress: Progress): Promise<string | undefined> {
  const layers = new Map<string, { current: number; total: number }>();
  let failure: string | undefined;
  await new Promise<void>((resolve, reject) => {
    docker.modem.followProgress(
      stream,
      (error) => (error ? reject(error) : resolve()),
      ({ id, progressDetail, error }: PushEvent) => {
        failure ??= error;
        const { current, total } = progressDetail ?? {};
        if (id === undefined || current === undefined || !total) return;
        layers.set(id, { current: Math.min(current, total), total });
        progress(pushProgress([...layers.values()]));
      },
    );
  });
  return failure;
}

/** e.g. `31 of 54 MB`: of the layers that are on their way, as far as Docker knows of them yet. */
export function pushProgress(layers: readonly { readonly current: number; readonly total: number }[]): string {
  const megabytes = (of: 'current' | 'total'): number =>
    Math.round(layers.reduce((sum, layer) => sum + layer[of], 0) / 1e6);
  return `${megabytes('current')} of ${megabytes('total')} MB`;
}

/** Whether the registry has had the tag from somebody else since it was asked. */
function isTaken(failure: string): boolean {
  return /already exists in the .* repository and cannot be overwritten/.test(failure);
}
