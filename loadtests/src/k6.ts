import path from 'node:path';
import { type GoProgram, goProgram } from '@eks-practice/machine/programs/go-program';
import type { Progress } from '@eks-practice/machine/progress';
import { run } from '@eks-practice/machine/run';

/** The oldest k6 whose scenarios may be TypeScript files without a flag. */
const oldestMajor = 1;

/** What is compiled where there is no recent k6; its module pins everything that it is compiled from. */
export const k6Program: GoProgram = {
  name: 'k6',
  moduleDirectory: path.join(import.meta.dirname, '..', 'k6'),
  packagePath: 'go.k6.io/k6',
};

/**
 * The load generator: the k6 on PATH where it is recent enough, else one compiled from the pinned Go module and kept.
 * @returns what to run: a name on PATH, or the executable's path
 * @throws {UserError} `go-missing` or `go-not-fetched` where there is neither a k6 nor a Go to compile it with
 */
export async function k6Binary(progress: Progress): Promise<string> {
  if (isRecentEnough(await k6Version('k6'))) return 'k6';
  return goProgram(k6Program, progress);
}

/** The version that a k6 names, e.g. `1.8.1`; undefined where it does not run. */
export async function k6Version(k6: string): Promise<string | undefined> {
  const { exitCode, stdout } = await run(k6, ['version'], { acceptFailure: true });
  return exitCode === 0 ? /\bv(\d+\.\d+\.\d+\S*)/.exec(stdout)?.[1] : undefined;
}

/** Whether that version of k6 can run these scenarios. */
export function isRecentEnough(version: string | undefined): boolean {
  return version !== undefined && Number(version.split('.')[0]) >= oldestMajor;
}
