import { UserError } from '@eks-practice/errors/user-error';
import { isDiskFull } from '@eks-practice/machine/disk/is-disk-full';
import { withStagesFileMistake } from './stages-file-mistake.ts';

/**
 * What a verb threw, as the user's mistake where it is one that can come up anywhere, at the import of a file already: in
 * stages.ts, or a disk that is full. Any other error passes through.
 */
export async function mistakeOf(thrown: unknown): Promise<unknown> {
  const error = withStagesFileMistake(thrown);
  // A mistake that is told has its own remedy.
  if (error instanceof UserError || !isDiskFull(error)) return error;
  return (await import('@eks-practice/machine/disk/disk-full')).diskFull(error);
}
