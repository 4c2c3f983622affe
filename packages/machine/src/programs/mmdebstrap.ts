import type { Progress } from '../progress.ts';
import { type SystemCommand, ensureCommands } from './system-packages.ts';
import { runSystemProgram } from './system-program.ts';

/** What unpacks Debian packages into the root of an image. */
export const mmdebstrapCommand: SystemCommand = {
  command: 'mmdebstrap',
  debianPackage: 'mmdebstrap',
  purpose: 'make an image of Debian packages where none can be pulled',
};

/**
 * Makes a root file system of Debian packages; the same packages give the same file.
 * @param recipe mmdebstrap's arguments, but for where to
 * @param target the tar file to write
 * @throws {UserError} `system-package-missing`, `system-program-failed` or `disk-full`
 */
export async function mmdebstrap(recipe: readonly string[], target: string, progress: Progress): Promise<void> {
  await ensureCommands([mmdebstrapCommand], progress);
  await runSystemProgram('mmdebstrap', [...recipe, target], {
    what: 'mmdebstrap',
    remedy:
      'If a mount is busy, end what holds it (`fuser --verbose --mount <its folder>` says what); if a mirror does not ' +
      'answer, mend the network, or set http_proxy. Then run the same command again.',
    // Dates would make the same packages another layer.
    env: { SOURCE_DATE_EPOCH: '0' },
  });
}
