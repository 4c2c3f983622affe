import { UserError } from '@eks-practice/errors/user-error';
import type { Progress } from '../progress.ts';
import { goRemedy, goVersion, isRecentGo } from './go.ts';
import { goToolchain, toolchainFor } from './go-toolchain.ts';

/**
 * The Go to compile with: the one on PATH where it is recent enough, else one that is fetched.
 * @returns what to run: a name on PATH, or a path
 * @throws {UserError} `go-missing` where none can be fetched for this machine; `go-not-fetched`
 */
export async function goCommand(progress: Progress): Promise<string> {
  const version = await goVersion();
  if (version !== undefined && isRecentGo(version)) return 'go';
  const toolchain = toolchainFor(process.platform, process.arch);
  if (toolchain) return goToolchain(toolchain, progress);
  const found = version === undefined ? 'There is no Go here' : `Go is ${version} here, which is too old`;
  throw new UserError(`${found}, and none can be fetched for ${process.platform} on ${process.arch}.`, {
    code: 'go-missing',
    remedy: goRemedy,
  });
}
