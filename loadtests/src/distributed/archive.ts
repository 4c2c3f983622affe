import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { run } from '@eks-practice/machine/run';
import type { ScenarioName } from '../scenario-name.ts';
import type { ScenarioSettings } from '../scenarios/settings.ts';

/** What a ConfigMap may hold in all (`MaxSecretSize` in Kubernetes' validation), in bytes. */
export const mostBytes = 1024 * 1024;

export interface ArchiveOptions {
  /** The executable. */
  readonly k6: string;
  readonly scenario: ScenarioName;
  readonly settings: ScenarioSettings;
  /** Where it is made; nothing stays there. */
  readonly directory: string;
}

/**
 * A scenario with all that it imports and its settings, in one file that any k6 of the same version runs.
 * @throws {RangeError} where it is too large for a ConfigMap
 */
export async function archiveScenario({ k6, scenario, settings, directory }: ArchiveOptions): Promise<Buffer> {
  const file = path.join(directory, 'archive.tar');
  const script = path.join(import.meta.dirname, '..', 'scenarios', `${scenario}.ts`);
  const options = ['--no-color', '-O', file, '-e', `LOAD_SETTINGS=${JSON.stringify(settings)}`];
  await run(k6, ['archive', ...options, script], {
    cwd: directory,
    env: { K6_AUTO_EXTENSION_RESOLUTION: 'false' },
  });
  try {
    return requireSmall(await readFile(file));
  } finally {
    await rm(file, { force: true });
  }
}

/** @throws {RangeError} where it does not fit into a ConfigMap */
export function requireSmall(archive: Buffer): Buffer {
  if (archive.length <= mostBytes) return archive;
  throw new RangeError(`The scenario's archive has ${archive.length} bytes; a ConfigMap holds ${mostBytes}.`);
}
