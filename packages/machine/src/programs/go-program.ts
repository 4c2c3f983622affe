import { existsSync } from 'node:fs';
import { glob, readFile } from 'node:fs/promises';
import path from 'node:path';
import { UserError } from '@eks-practice/errors/user-error';
import { cachedFile, contentHash } from '../disk/cache.ts';
import { cacheDirectory } from '../disk/directories.ts';
import type { Progress } from '../progress.ts';
import { run } from '../run.ts';
import { runSystemProgram } from './system-program.ts';

export interface GoProgram {
  /** The program's file name in the cache. */
  readonly name: string;
  /** The folder with go.mod and go.sum, which pin every line of what is compiled. */
  readonly moduleDirectory: string;
  /** What to compile: a folder of the module (`./pause`) or a package that go.mod requires (`go.k6.io/k6`). */
  readonly packagePath: string;
  /**
   * Linker flags, besides those that leave debug information out.
   * @default - none
   */
  readonly linkerFlags?: string;
  /**
   * The operating system it is for, as Go names it.
   * @default - this machine's
   */
  readonly os?: 'linux';
}

/** The oldest Go that the pinned modules ask for. */
const oldestGo = { major: 1, minor: 26 };

/**
 * Compiles a Go program once and keeps it, statically linked and without paths of this machine in it.
 * @returns the path of the executable
 * @throws {UserError} `go-missing` or `go-too-old` where there is no Go to compile it with; `system-program-failed` or
 * `disk-full` where it fails
 */
export async function goProgram(program: GoProgram, progress: Progress): Promise<string> {
  const flags = linkerFlags(program);
  const os = program.os ?? goOs();
  return cachedFile(await cacheName(program), async (target) => {
    await requireGo(program.name);
    const startedAt = Date.now();
    const timer = setInterval(() => progress(`compiling ${program.name}, ${minutesSince(startedAt)}`), 15_000);
    try {
      progress(`compiling ${program.name} from its Go modules; the first time takes minutes`);
      const how = ['-trimpath', '-mod=readonly', '-ldflags', flags];
      await runSystemProgram('go', ['build', ...how, '-o', target, program.packagePath], {
        what: `Compiling ${program.name}`,
        remedy:
          'See that what `go env GOPROXY` names can be reached from here and that memory is free, then run the same ' +
          'command again.',
        cwd: program.moduleDirectory,
        env: { CGO_ENABLED: '0', GOTOOLCHAIN: 'local', GOOS: os, GOFLAGS: '-buildvcs=false' },
        // Hundreds of modules, a line each, would hide what is worth reading.
        onLine: (line) => {
          if (!line.startsWith('go: downloading ')) progress(`${program.name}: ${line}`);
        },
      });
    } finally {
      clearInterval(timer);
    }
  });
}

/** Whether {@link goProgram} would find it made. */
export async function isCompiled(program: GoProgram): Promise<boolean> {
  return existsSync(path.join(cacheDirectory, await cacheName(program)));
}

async function cacheName(program: GoProgram): Promise<string> {
  const sources = await Array.fromAsync(glob('**/*.{go,mod,sum}', { cwd: program.moduleDirectory }));
  const contents = await Promise.all(sources.sort().map((file) => readFile(path.join(program.moduleDirectory, file))));
  const parts = [program.packagePath, linkerFlags(program), program.os ?? goOs(), process.arch];
  return `go/${program.name}-${contentHash(...contents, ...parts)}`;
}

function linkerFlags(program: GoProgram): string {
  return `-s -w ${program.linkerFlags ?? ''}`.trim();
}

/** What to do where there is no Go, or one that is too old. */
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

async function requireGo(wantedBy: string): Promise<void> {
  const version = await goVersion();
  if (version === undefined) {
    throw new UserError(`There is no Go to compile ${wantedBy} with.`, { code: 'go-missing', remedy: goRemedy });
  }
  if (!isRecentGo(version)) {
    throw new UserError(`Go is ${version}, too old to compile ${wantedBy}.`, { code: 'go-too-old', remedy: goRemedy });
  }
}

function goOs(): string {
  return process.platform === 'win32' ? 'windows' : process.platform;
}

function minutesSince(startedAt: number): string {
  const seconds = Math.round((Date.now() - startedAt) / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')} so far`;
}
