import { existsSync, openSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { UserError } from '@eks-practice/errors/user-error';
import { cacheDirectory, ensureDirectory } from '../disk/directories.ts';
import { docker } from './docker.ts';
import type { Progress } from '../progress.ts';
import { answers, run, startDaemon } from '../run.ts';
import { canHaveCommands, ensureCommands, installRemedy, isInstalled } from '../programs/system-packages.ts';

/** How long a daemon may take to answer after it was started, in seconds. */
const startSeconds = 60;

const dockerCommands = [
  { command: 'dockerd', debianPackage: 'docker.io', purpose: 'run containers' },
  // Debian's docker.io only recommends it, and the daemon does not start without.
  { command: 'iptables', debianPackage: 'iptables', purpose: 'give containers a network' },
];

/**
 * Sees to it that a Docker daemon answers: installs and starts one where that is ours to do.
 * @throws {UserError} `docker-not-running` or `system-package-missing` where it is the user's to do
 */
export async function ensureDocker(progress: Progress): Promise<void> {
  const silence = await whySilent();
  if (silence === undefined) return;
  if (isElsewhere(silence)) throw notRunning(silence);
  await ensureCommands(dockerCommands, progress);
  if ((await whySilent()) === undefined) return;
  if (!isRoot()) throw notRunning(silence);
  progress('starting the Docker daemon');
  await startDockerd();
  for (let waited = 0; waited < startSeconds; waited++) {
    if ((await whySilent()) === undefined) return;
    await sleep(1000);
  }
  throw new UserError(`The Docker daemon was started, but does not answer after ${startSeconds} s.`, {
    code: 'docker-not-running',
    remedy: `Its log says why: ${dockerdLog}`,
  });
}

/** Whether a daemon that does not answer is not this process's to install or start. */
function isElsewhere(silence: string): boolean {
  return Boolean(process.env.DOCKER_HOST) || silence === 'EACCES' || process.platform !== 'linux';
}

function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/** Whether {@link ensureDocker} could bring up a daemon where none answers. */
export async function canStartDocker(): Promise<boolean> {
  const silence = await whySilent();
  if (silence === undefined) return true;
  return !isElsewhere(silence) && isRoot() && (await canHaveCommands(dockerCommands));
}

/**
 * @param has finds commands; tests have their own
 * @throws {UserError} `docker-not-installed` or `docker-not-running` where no Docker daemon answers
 */
export async function requireDocker(has = isInstalled): Promise<void> {
  const silence = await whySilent();
  if (silence !== undefined) throw (await isAbsent(silence, has)) ? notInstalled() : notRunning(silence);
}

/**
 * Whether this machine has no Docker, neither running nor stopped, and so nothing that is kept in one.
 * @param has finds commands; tests have their own
 */
export async function isDockerAbsent(has = isInstalled): Promise<boolean> {
  const silence = await whySilent();
  return silence !== undefined && (await isAbsent(silence, has));
}

async function isAbsent(silence: string, has: typeof isInstalled): Promise<boolean> {
  return !isElsewhere(silence) && !(await has('dockerd')) && !(await has('docker'));
}

const dockerdLog = path.join(cacheDirectory, 'dockerd.log');

async function startDockerd(): Promise<void> {
  if (existsSync('/run/systemd/system') && (await answers('systemctl', ['start', 'docker']))) return;
  await ensureDirectory(cacheDirectory);
  // A killed daemon leaves its process id behind, and another process may have that number by now.
  if (existsSync('/var/run/docker.pid') && !(await answers('pgrep', ['-x', 'dockerd']))) {
    await run('rm', ['-f', '/var/run/docker.pid']);
  }
  startDaemon('dockerd', [], openSync(dockerdLog, 'a'));
}

/** The system's code for why no daemon answers (ENOENT, ECONNREFUSED, EACCES), or undefined where one does. */
async function whySilent(): Promise<string | undefined> {
  try {
    await docker.ping();
    return undefined;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? 'no answer';
  }
}

function notInstalled(): UserError {
  return new UserError('Docker is not installed on this machine.', {
    code: 'docker-not-installed',
    remedy: installRemedy(dockerCommands),
  });
}

function notRunning(reason: string): UserError {
  const { DOCKER_HOST: host } = process.env;
  return new UserError(`No Docker daemon answers${host ? ` at DOCKER_HOST=${host}` : ''} (${reason}).`, {
    code: 'docker-not-running',
    remedy: remedyFor(reason, host),
  });
}

function remedyFor(reason: string, host: string | undefined): string {
  if (reason === 'EACCES') return 'Let this user talk to it: sudo usermod -aG docker "$USER", then log in again.';
  if (host) return 'Start the one that DOCKER_HOST names, or unset it for the one of this machine.';
  if (process.platform === 'linux') return 'Start it: sudo systemctl start docker (or sudo dockerd).';
  return 'Start Docker Desktop, or install it from https://docs.docker.com/get-docker.';
}
