import { readFile } from 'node:fs/promises';
import { duplicateNameRefusals } from '@eks-practice/guards/duplicate-names';
import { refuse } from '@eks-practice/guards/refusal';
import { fromRoot } from '@eks-practice/machine/repository';
import { stagesFile } from './stages-file-mistake.ts';

/**
 * Sees to it that no name stands twice in stages.ts, where JavaScript would quietly take the second.
 * @throws {UserError} `refused`
 */
export async function requireDistinctNames(file: string = fromRoot(stagesFile)): Promise<void> {
  refuse(await duplicateNameRefusals(await readFile(file, 'utf8')), stagesFile);
}
