import { UserError } from '@eks-practice/errors/user-error';
import type { Progress } from '../progress.ts';
import { run } from '../run.ts';

/** The oldest Go that the pinned modules ask for. */
const oldestGo = { major: 1, minor: 26 };

/** What to do where there is no Go, or one that is too old, and none can be fetched. */
export const goRemedy = `Install Go ${oldestGo.major}.${oldestGo.minor} or newer (https://go.dev/dl) and see that \`go version\` answers.`;

/** The version of the Go on PATH, e.g. `1.26.3`; undefined where there is none. */
export async function goVersion(): Promise<string | undefined> {
  const { exitCode, stdout } = await run('go', ['env', 'GOVERSION'], { acceptFailure: true });
  return exitCode === 0 ? stdout.trim().replace(/^go/, '') : undefined;
}

/** Whether that version of Go compiles the pinned modules. */
export function isRecentGo(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > oldestGo.major || (major === oldestGo.major && minor >= oldestGo.minor);
}

/**
 * The Go to compile with: the one on PATH where it is recent enough, else one that is fetched.
 * @returns what to run: a name on PATH, or a path
 * @throws {UserError} `go-missing` where none can be fetched for this machine; `go-not-fetched`
 */
export async function goCommand(progress: Progress): Promise<string> {
  const version = await goVersion();
  if (version !== undefined && isRecentGo(version)) return 'go';
  const { goToolchain, toolchainFor } = await import('./go-toolchain.ts');
  const toolchain = toolchainFor(process.platform, process.arch);
  if (toolchain) return goToolchain(toolchain, progress);
  const found = version === undefined ? 'There is no Go here' : `Go is ${version} here, which is too old`;
  throw new UserError(`${found}, and none can be fetched for ${process.platform} on ${process.arch}.`, {
    code: 'go-missing',
    remedy: goRemedy,
  });
}
