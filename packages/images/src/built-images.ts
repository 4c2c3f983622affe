import { UserError } from '@eks-practice/errors/user-error';
import { type Architecture, hostArchitecture } from '@eks-practice/machine/architecture';
import { onDisk } from '@eks-practice/machine/disk-full';
import type { Progress } from '@eks-practice/machine/progress';
import { fromRoot } from '@eks-practice/machine/repository';
import { run } from '@eks-practice/machine/run';
import { baseImage } from './base-image.ts';
import { forArchitecture } from './image-targets.ts';
import { readImageRecord } from './service-image.ts';

/** Image references by service name. */
export type Images = Readonly<Record<string, string>>;

/**
 * Builds through Nx what has changed since the last time, and what Docker no longer has.
 * @param services names of the services
 * @param architecture what they are for; by default the host's
 * @throws {UserError} `build-failed`, with what the build printed last; `disk-full`; `image-missing`
 */
export async function builtImages(
  services: readonly string[],
  progress: Progress,
  architecture?: Architecture,
): Promise<Images> {
  // Here and not in Nx's child first, where what the user can mend would be lost in a build's output.
  await baseImage(architecture ?? hostArchitecture(), progress);
  const target = forArchitecture('image', architecture);
  await onDisk(() => build(services, target, progress));
  return Object.fromEntries(
    await Promise.all(
      services.map(async (service) => [service, (await readImageRecord(service, architecture)).reference] as const),
    ),
  );
}

async function build(services: readonly string[], target: string, progress: Progress): Promise<void> {
  const args = ['run-many', '-t', target, '-p', services.join(','), '--output-style=static'];
  const { exitCode, output } = await run(fromRoot('node_modules/.bin/nx'), args, {
    cwd: fromRoot(),
    env: { NX_DAEMON: 'false', NO_COLOR: '1', FORCE_COLOR: '0' },
    acceptFailure: true,
    onLine: (line) => {
      if (line.startsWith('> nx run')) progress(line.slice('> nx run '.length));
    },
  });
  if (exitCode === 0) return;
  throw new UserError(`The images could not be built. The build said:\n${output.trimEnd()}`, {
    code: 'build-failed',
    remedy: 'Mend what it says, then run the same command again.',
  });
}
