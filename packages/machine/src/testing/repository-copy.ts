import { existsSync } from 'node:fs';
import { constants, copyFile, cp, glob, mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fromRoot, repositoryRoot } from '../repository.ts';
import { type RunResult, run } from '../run.ts';

/** Folders whose content commands have made; what git does not hold either, but a tree without git is a tree as well. */
const made = new Set(['.git', '.nx', 'cdk.out', 'dist', 'node_modules', 'results']);

/** Files of node_modules that npm writes in place; every other one it replaces. */
const writtenInPlace = ['node_modules/.package-lock.json', 'node_modules/.installed-lockfile'];

const environment = {
  ...{ NODE_OPTIONS: '', NX_DAEMON: 'false', NX_WORKSPACE_ROOT_PATH: '', NO_COLOR: '1', FORCE_COLOR: '0' },
  // What was installed once is in npm's cache.
  npm_config_prefer_offline: 'true',
};

/** The repository's tree as it stands, committed or not, with the installed packages: for a test to change and to run. */
export class RepositoryCopy implements AsyncDisposable {
  readonly root: string;
  #edits = 0;

  private constructor(root: string) {
    this.root = root;
  }

  static async make(): Promise<RepositoryCopy> {
    const copy = new RepositoryCopy(await mkdtemp(path.join(tmpdir(), 'eks-practice-copy-')));
    await cp(repositoryRoot, copy.root, {
      recursive: true,
      filter: (source) => !made.has(path.basename(source)),
      mode: constants.COPYFILE_FICLONE,
    });
    for await (const packages of glob('{,*/,packages/*/}node_modules', { cwd: repositoryRoot })) {
      await copy.#link(packages);
    }
    for (const file of writtenInPlace) {
      await rm(copy.path(file), { force: true });
      if (existsSync(fromRoot(file))) await copyFile(fromRoot(file), copy.path(file));
    }
    return copy;
  }

  path(...segments: readonly string[]): string {
    return path.join(this.root, ...segments);
  }

  async read(file: string): Promise<string> {
    return readFile(this.path(file), 'utf8');
  }

  /** Changes a file's text; that of a file which is not there is empty. */
  async edit(file: string, change: (text: string) => string): Promise<void> {
    const before = await this.read(file).catch(() => '');
    const after = change(before);
    if (after === before) throw new Error(`the edit changes nothing in ${file}`);
    await rm(this.path(file), { force: true });
    await writeFile(this.path(file), after);
    // Nx takes a file for unchanged whose time of change is the same to the second, and two edits may fall into one.
    const changedAt = Math.floor(Date.now() / 1000) + ++this.#edits;
    await utimes(this.path(file), changedAt, changedAt);
  }

  /** Runs one of the installed commands in the copy, which knows nothing of what runs the test. */
  async run(command: string, ...args: readonly string[]): Promise<RunResult> {
    return run(this.path('node_modules/.bin', command), args, {
      cwd: this.root,
      env: environment,
      acceptFailure: true,
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.root, { recursive: true, force: true });
  }

  /** Links to the same files where the file system has them: a thousand megabytes otherwise. */
  async #link(directory: string): Promise<void> {
    const target = this.path(path.dirname(directory));
    const { exitCode } = await run('cp', ['-al', fromRoot(directory), target], { acceptFailure: true });
    if (exitCode === 0) return;
    await cp(fromRoot(directory), this.path(directory), { recursive: true, verbatimSymlinks: true });
  }
}
