import { existsSync } from 'node:fs';
import { readFile, rename } from 'node:fs/promises';
import path from 'node:path';
import { contentHash } from '@eks-practice/machine/disk/cache';
import { cacheDirectory, ensureDirectory } from '@eks-practice/machine/disk/directories';
import { onDisk } from '@eks-practice/machine/disk/disk-full';
import { withPartialFile } from '@eks-practice/machine/disk/partial-file';
import type { Progress } from '@eks-practice/machine/progress';
import { fromRoot } from '@eks-practice/machine/repository';
import { run } from '@eks-practice/machine/run';
import { ensureCommands } from '@eks-practice/machine/programs/system-packages';

/** Pins every package with its digest; made from requirements.in beside it by `pip-compile --generate-hashes`. */
const requirements = fromRoot('packages/aws-emulator/python/requirements.txt');

/**
 * Installs the pinned Python packages (moto, boto3) once and keeps them.
 * @returns the folder to put on PYTHONPATH
 * @throws {UserError} `system-package-missing` where there is no Python with pip
 */
export async function pythonPackages(progress: Progress): Promise<string> {
  const purpose = 'run the emulator of AWS';
  const python = { command: 'python3', debianPackage: 'python3', purpose };
  await ensureCommands([python, { command: 'pip3', debianPackage: 'python3-pip', purpose }], progress);
  const { stdout: version } = await run('python3', ['-c', 'import sys; print(sys.implementation.cache_tag)']);
  const hash = contentHash(await readFile(requirements), version.trim(), process.arch);
  const directory = path.join(cacheDirectory, 'python', `packages-${hash}`);
  if (existsSync(directory)) return directory;
  await ensureDirectory(path.dirname(directory));
  progress('installing moto, the emulator of AWS, from PyPI');
  await onDisk(() =>
    withPartialFile(directory, async (partial) => {
      await run('python3', [
        '-m',
        'pip',
        'install',
        ...quiet,
        '--target',
        partial,
        '--require-hashes',
        '-r',
        requirements,
      ]);
      await rename(partial, directory);
    }),
  );
  return directory;
}

// Wheels only: nothing that would have to be compiled, or that runs code at its installation.
const quiet = ['--quiet', '--disable-pip-version-check', '--no-input', '--only-binary', ':all:'];
