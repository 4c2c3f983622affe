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
