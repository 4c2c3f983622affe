import { existsSync } from 'node:fs';
import { glob, readFile } from 'node:fs/promises';
import { fromRoot } from '@eks-practice/machine/repository';
import { placeholder } from './documented-commands.ts';

interface Project {
  readonly name: string;
  readonly targets?: object;
}

/** What the repository has to run: npm's scripts, installed commands, and Nx's projects with their targets. */
export class Workspace {
  readonly scripts: ReadonlySet<string>;
  /** The targets of each project, by its name. */
  readonly projects: ReadonlyMap<string, ReadonlySet<string>>;

  constructor(scripts: readonly string[], projects: readonly Project[]) {
    this.scripts = new Set(scripts);
    this.projects = new Map(projects.map(({ name, targets = {} }) => [name, new Set(Object.keys(targets))]));
  }

  static async read(): Promise<Workspace> {
    const json = async <T>(file: string): Promise<T> => JSON.parse(await readFile(fromRoot(file), 'utf8')) as T;
    const files = await Array.fromAsync(
      glob('{.,infra,infra/*,loadtests,packages/*}/project.json', { cwd: fromRoot() }),
    );
    const { scripts } = await json<{ scripts: object }>('package.json');
    return new Workspace(Object.keys(scripts), await Promise.all(files.map((file) => json<Project>(file))));
  }

  /** Whether a package that is installed here has a command of that name. */
  hasBinary(name: string): boolean {
    return existsSync(fromRoot('node_modules/.bin', name));
  }

  /**
   * What is wrong with a call of Nx: `run <project>:<target>`, `run-many` and `affected` with their targets.
   * @param args what stands after `npx nx`
   */
  nxFault([verb = '', ...args]: readonly string[]): string | undefined {
    if (verb === 'run') return this.#targetFault(args[0] ?? '');
    if (verb === 'show' || verb === 'graph' || verb === 'reset') return undefined;
    if (verb !== 'run-many' && verb !== 'affected') return `nobody knows Nx's command ${verb}`;
    const targets = valuesOf(args, '-t', '--target', '--targets');
    const unknown = targets.filter((target) => !this.#anyHas(target));
    const strangers = valuesOf(args, '-p', '--projects').filter((project) => !this.projects.has(project));
    if (targets.length === 0) return 'it names no target';
    if (unknown.length > 0) return `no project has the target ${unknown.join(', ')}`;
    return strangers.length > 0 ? `there is no project ${strangers.join(', ')}` : undefined;
  }

  #anyHas(target: string): boolean {
    return [...this.projects.values()].some((targets) => targets.has(target));
  }

  #targetFault(task: string): string | undefined {
    const [project = '', target = ''] = task.split(':');
    if (project === placeholder) return this.#anyHas(target) ? undefined : `no project has the target ${target}`;
    const targets = this.projects.get(project);
    if (!targets) return `there is no project ${project}`;
    return targets.has(target) ? undefined : `${project} has no target ${target}`;
  }
}

/** Nx takes several words after one flag: all that stand before the next one, each a list with commas. */
function valuesOf(args: readonly string[], ...flags: readonly string[]): string[] {
  const at = args.findIndex((arg) => flags.includes(arg));
  if (at < 0) return [];
  const rest = args.slice(at + 1);
  const end = rest.findIndex((arg) => arg.startsWith('-'));
  return rest.slice(0, end < 0 ? undefined : end).flatMap((arg) => arg.split(','));
}
