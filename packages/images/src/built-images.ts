import { readFile } from 'node:fs/promises';
import { UserError } from '@eks-practice/errors/user-error';
import { inspectImage } from '@eks-practice/machine/docker';
import type { Progress } from '@eks-practice/machine/progress';
import { fromRoot } from '@eks-practice/machine/repository';
import { run } from '@eks-practice/machine/run';
import { baseImage } from './base-image.ts';
import { type ImageRecord, imageRecordPath } from './service-image.ts';

/** Image references by service name. */
export type Images = Readonly<Record<string, string>>;

/**
 * Builds what has changed since the last time, through Nx, and sees to it that Docker has every image.
 * @param services names of the services
 * @throws {UserError} `build-failed`, with what the build printed last
 */
export async function builtImages(services: readonly string[], progress: Progress): Promise<Images> {
  // Here and not in Nx's child first, where what the user can mend would be lost in a build's output.
  await baseImage(progress);
  await build(services, [], progress);
  const images = await records(services);
  const present = await Promise.all(services.map((service) => inspectImage(images[service] ?? '')));
  const lost = services.filter((_, index) => !present[index]);
  if (lost.length === 0) return images;
  // Nx remembers that it built them; Docker has since been told to forget, so its word counts.
  progress(`building again what Docker no longer has: ${lost.join(', ')}`);
  await build(lost, ['--skip-nx-cache'], progress);
  return records(services);
}

async function build(services: readonly string[], flags: readonly string[], progress: Progress): Promise<void> {
  const args = ['run-many', '-t', 'image', '-p', services.join(','), '--output-style=static', ...flags];
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

async function records(services: readonly string[]): Promise<Images> {
  const entries = services.map(async (service): Promise<[string, string]> => {
    const record = JSON.parse(await readFile(imageRecordPath(service), 'utf8')) as ImageRecord;
    return [service, record.reference];
  });
  return Object.fromEntries(await Promise.all(entries));
}
