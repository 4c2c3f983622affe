import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { UserError } from '@eks-practice/errors/user-error';
import type { Progress } from '../progress.ts';
import { answers } from '../run.ts';
import { runSystemProgram } from './system-program.ts';

/** A command that the work needs, and the Debian package that brings it. */
export interface SystemCommand {
  readonly command: string;
  readonly debianPackage: string;
  /** What it is needed for, to finish the sentence "… is needed to …". */
  readonly purpose: string;
}

/** What decides whether system packages may be installed here without asking. */
export interface Privileges {
  readonly debian: boolean;
  readonly root: boolean;
  /** A machine made for one run, where the environment says CI=true. */
  readonly ci: boolean;
}

/** How to run apt-get here, or undefined where it is the user's to do. */
export function aptGetPrefix({ debian, root, ci }: Privileges): readonly string[] | undefined {
  if (!debian) return undefined;
  if (root) return [];
  return ci ? ['sudo', '-n'] : undefined;
}

/**
 * Sees to it that the commands can be found: installs what is missing where that is ours to do (Debian or Ubuntu, as
 * root or in CI), and says so.
 * @throws {UserError} `system-package-missing` elsewhere, with the command to run; `system-program-failed` or `disk-full`
 */
export async function ensureCommands(wanted: readonly SystemCommand[], progress: Progress): Promise<void> {
  const missing = await missingOf(wanted);
  if (missing.length === 0) return;
  const packages = packagesOf(missing);
  const prefix = aptGetPrefix(privileges());
  if (!prefix) {
    const reasons = missing.map(({ command, purpose }) => `${command} is needed to ${purpose}`).join('; ');
    throw new UserError(`Something is missing on this machine: ${reasons}.`, {
      code: 'system-package-missing',
      remedy: installRemedy(missing),
    });
  }
  progress(`installing from Debian: ${packages.join(', ')}`);
  await aptGet(prefix, ['update']);
  await aptGet(prefix, ['install', '-y', '--no-install-recommends', ...packages]);
}

/** Whether {@link ensureCommands} would succeed, as far as that can be known without trying. */
export async function canHaveCommands(wanted: readonly SystemCommand[]): Promise<boolean> {
  return (await missingOf(wanted)).length === 0 || aptGetPrefix(privileges()) !== undefined;
}

/** What brings commands that are missing, as a remedy. */
export function installRemedy(missing: readonly SystemCommand[], here: Privileges = privileges()): string {
  const packages = packagesOf(missing);
  if (aptGetPrefix(here)) return '`npm start` installs it.';
  if (here.debian) return `Run: sudo apt-get install -y --no-install-recommends ${packages.join(' ')}`;
  return `Install it as this system does; Debian's packages are called ${packages.join(', ')}.`;
}

function packagesOf(commands: readonly SystemCommand[]): string[] {
  return [...new Set(commands.map(({ debianPackage }) => debianPackage))];
}

/** Those that cannot be found. */
export async function missingOf(wanted: readonly SystemCommand[]): Promise<SystemCommand[]> {
  const found = await Promise.all(wanted.map(({ command }) => isInstalled(command)));
  return wanted.filter((_, index) => !found[index]);
}

/** Whether a command is there for root, who has the `sbin` folders on PATH where others may not. */
export async function isInstalled(command: string): Promise<boolean> {
  return answers('which', [command], { PATH: `${process.env.PATH}:/usr/sbin:/sbin` });
}

/** Two processes of ours may want packages at once, and apt-get does not wait for another's `update`: so they queue. */
const lockFile = path.join(tmpdir(), 'eks-practice-apt-get.lock');

async function aptGet(prefix: readonly string[], args: readonly string[]): Promise<void> {
  const command = [...prefix, 'apt-get', '-o', 'DPkg::Lock::Timeout=120', ...args];
  await runSystemProgram('flock', [lockFile, ...command], {
    what: `apt-get ${args[0]}`,
    remedy: "See that Debian's mirror can be reached from here, then run the same command again.",
    env: { DEBIAN_FRONTEND: 'noninteractive' },
    finishes: true,
  });
}

function privileges(): Privileges {
  return {
    debian: existsSync('/etc/debian_version'),
    root: process.getuid?.() === 0,
    ci: process.env.CI === 'true',
  };
}
