import { mkdtemp, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { UserError } from '@eks-practice/errors/user-error';
import { type Architecture, nodeArchitectures } from '@eks-practice/machine/architecture';
import { cachedFile } from '@eks-practice/machine/disk/cache';
import type { Progress } from '@eks-practice/machine/progress';
import { fromRoot } from '@eks-practice/machine/repository';
import { CommandFailed, run } from '@eks-practice/machine/run';

const require = createRequire(import.meta.url);

/** The Node that this repository pins, which everything in it is tested with. */
export const { version: nodeVersion } = require('node/package.json') as { version: string };

/**
 * Node's executable for Linux on an architecture, from the npm package that holds it. npm fetches it as the user has
 * configured npm, and holds what it gets against the registry's SHA-512.
 * @throws {UserError} `node-package-missing` where npm cannot fetch it
 */
export async function nodeBinary(architecture: Architecture, progress: Progress): Promise<string> {
  const name = `node-linux-${nodeArchitectures[architecture]}`;
  return cachedFile(`images/${name}-${nodeVersion}`, async (target) => {
    progress(`fetching ${name}@${nodeVersion} from npm`);
    const folder = await mkdtemp(`${target}.package-`);
    try {
      await fetchPackage(`${name}@${nodeVersion}`, folder);
      await run('tar', ['-xzf', `${name}-${nodeVersion}.tgz`, 'package/bin/node'], { cwd: folder });
      await rename(path.join(folder, 'package/bin/node'), target);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
}

async function fetchPackage(spec: string, folder: string): Promise<void> {
  const args = ['pack', spec, '--pack-destination', folder, '--prefer-offline', '--ignore-scripts', '--loglevel=error'];
  try {
    await run('npm', args, { cwd: fromRoot() });
  } catch (error) {
    if (!(error instanceof CommandFailed)) throw error;
    throw new UserError(
      `npm cannot fetch ${spec}, which holds Node for the image. It said:\n${error.output.trimEnd()}`,
      {
        code: 'node-package-missing',
        remedy: `See that \`npm view ${spec}\` answers, or name an image with Node in EKS_PRACTICE_BASE_IMAGE.`,
        cause: error,
      },
    );
  }
}
