import { existsSync } from 'node:fs';
import { glob, readFile } from 'node:fs/promises';
import path from 'node:path';
import { cachedFile, contentHash } from '../disk/cache.ts';
import { cacheDirectory } from '../disk/directories.ts';
import type { Progress } from '../progress.ts';
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

/**
 * Compiles a Go program once and keeps it, statically linked and without paths of this machine in it.
 * @returns the path of the executable
 * @throws {UserError} `go-missing` or `go-not-fetched` where there is no Go to compile it with; `system-program-failed`
 * or `disk-full` where it fails
 */
export async function goProgram(program: GoProgram, progress: Progress): Promise<string> {
  const flags = linkerFlags(program);
  const os = program.os ?? goOs();
  return cachedFile(await cacheName(program), async (target) => {
    // Loaded only here, since most starts compile nothing.
    const { goCommand } = await import('./go-command.ts');
    const go = await goCommand(progress);
    const startedAt = Date.now();
    const timer = setInterval(() => progress(`compiling ${program.name}, ${minutesSince(startedAt)}`), 15_000);
    try {
      progress(`compiling ${program.name} from its Go modules; the first time takes minutes`);
      const how = ['-trimpath', '-mod=readonly', '-ldflags', flags];
      await runSystemProgram(go, ['build', ...how, '-o', target, program.packagePath], {
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

function goOs(): string {
  return process.platform === 'win32' ? 'windows' : process.platform;
}

function minutesSince(startedAt: number): string {
  const seconds = Math.round((Date.now() - startedAt) / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')} so far`;
}
