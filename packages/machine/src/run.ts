import { spawn } from 'node:child_process';
import { type Options, type Result, ExecaError, execa } from 'execa';

export interface RunOptions {
  /** @default the current folder */
  readonly cwd?: string;
  /**
   * Added to the environment of this process.
   * @default - nothing
   */
  readonly env?: Readonly<Record<string, string>>;
  /**
   * Called with each line of its output, both streams together, as it comes.
   * @default - the output is only collected
   */
  readonly onLine?: (line: string) => void;
  /** Ends the process when aborted: `stopSignal`, and SIGKILL 5 s later. */
  readonly signal?: AbortSignal;
  /**
   * What asks the process to end.
   * @default 'SIGTERM'
   */
  readonly stopSignal?: 'SIGTERM' | 'SIGINT';
  /**
   * Whether an exit code other than 0 is an answer rather than an error.
   * @default false
   */
  readonly acceptFailure?: boolean;
  /**
   * Whether the result has the output. Without it a command may print for days, as `onLine` alone needs no memory.
   * @default true
   */
  readonly keepOutput?: boolean;
  /**
   * Whether {@link stopCommands} waits for its end instead of asking for it: half of it would be worse than a delay.
   * @default false
   */
  readonly finishes?: boolean;
}

export interface RunResult {
  /** -1 where it could not be started, or a signal ended it. */
  readonly exitCode: number;
  readonly stdout: string;
  /** Both streams, in the order of arrival. */
  readonly output: string;
}

/** A command that could not be started, or ended otherwise than with 0. */
export class CommandFailed extends Error {
  override readonly name = 'CommandFailed';
  readonly output: string;
  /** The end of the output, to show. */
  readonly lastLines: string;

  constructor(command: string, result: RunResult, options?: ErrorOptions) {
    const lastLines = result.output.trimEnd().split('\n').slice(-15).join('\n');
    super(`${command} ended with exit code ${result.exitCode}:\n${lastLines}`, options);
    this.output = result.output;
    this.lastLines = lastLines;
  }
}

/**
 * Runs a command to its end: no shell, no input, nothing inherited but the environment.
 * @throws {CommandFailed} unless it ends with exit code 0 or `acceptFailure` is set
 */
export async function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<RunResult> {
  const { onLine, finishes = false } = options;
  if (stopping) throw new Error(`${command} was not started: this process is ending.`);
  const execaOptions = {
    all: true,
    buffer: options.keepOutput ?? true,
    reject: false,
    stdin: 'ignore',
    forceKillAfterDelay: 5_000,
    killSignal: options.stopSignal ?? 'SIGTERM',
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    ...(options.env === undefined ? {} : { env: options.env }),
    ...(options.signal === undefined ? {} : { cancelSignal: options.signal }),
  } satisfies Options;
  const child = execa(command, [...args], execaOptions);
  const lines = onLine ? forwardLines(child.iterable({ from: 'all' }), onLine) : undefined;
  const entry = { stop: () => void (finishes || child.kill()), ended: child };
  running.add(entry);
  const finished: Result<typeof execaOptions> = await child;
  running.delete(entry);
  await lines;
  const result = { exitCode: finished.exitCode ?? -1, stdout: finished.stdout ?? '', output: finished.all ?? '' };
  if (result.exitCode !== 0 && !options.acceptFailure) {
    const cause = finished instanceof ExecaError ? finished : undefined;
    throw new CommandFailed([command, ...args].join(' '), result, { cause });
  }
  return result;
}

const running = new Set<{ readonly stop: () => void; readonly ended: Promise<unknown> }>();
let stopping = false;

/**
 * Ends every command that runs, and lets no other begin: for a process that was told to end.
 * @returns when all have ended; one that does not listen is killed after 5 s
 */
export async function stopCommands(): Promise<void> {
  stopping = true;
  const commands = [...running];
  for (const { stop } of commands) stop();
  await Promise.allSettled(commands.map(({ ended }) => ended));
}

async function forwardLines(lines: AsyncIterable<string>, onLine: (line: string) => void): Promise<void> {
  for await (const line of lines) onLine(line);
}

/** Whether a command of that name can be found and answers `args` with exit code 0; `env` as for {@link run}. */
export async function answers(
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<boolean> {
  const { exitCode } = await run(command, args, { acceptFailure: true, env });
  return exitCode === 0;
}

/** Starts a process that outlives this one, with its output going to an open file. */
export function startDaemon(command: string, args: readonly string[], logFile: number): void {
  const child = spawn(command, [...args], { detached: true, stdio: ['ignore', logFile, logFile] });
  // A daemon that cannot start is noticed by whoever waits for its answer; its log says why.
  child.on('error', () => undefined);
  child.unref();
}
