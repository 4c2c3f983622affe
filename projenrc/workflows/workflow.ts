import { type IResolver, type Project, YamlFile } from 'projen';
import { type ActionName, pinned, withVersions } from './actions.ts';

/** What GitHub's token may do; what is not named, it may not. */
export type Permissions = Readonly<Record<string, 'read' | 'write'>>;

/** One step of a job, as GitHub's workflow syntax has it. */
export interface Step {
  readonly name?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, string | number | boolean>>;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
}

export interface Job {
  readonly name?: string;
  readonly needs?: readonly string[];
  readonly if?: string;
  /** Whoever may use the environment gets its role; `deployment: false` keeps what is no deploy out of its history. */
  readonly environment?: { readonly name: string; readonly deployment?: false };
  readonly concurrency?: { readonly group: string; readonly 'cancel-in-progress': boolean };
  readonly permissions: Permissions;
  /** In minutes; GitHub's own is six hours. */
  readonly 'timeout-minutes': number;
  readonly env?: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
}

export interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly concurrency?: { readonly group: string; readonly 'cancel-in-progress': boolean };
  readonly jobs: Readonly<Record<string, Job>>;
}

/** A step that uses a pinned action. */
export function uses(action: ActionName, options: Omit<Step, 'uses' | 'run'> = {}): Step {
  return { uses: pinned(action), ...options };
}

/** `.github/workflows/<name>.yml`. No job has a permission that it does not name. */
export class WorkflowFile extends YamlFile {
  constructor(project: Project, name: string, { on, concurrency, jobs }: Workflow) {
    const onRunner = Object.entries(jobs).map(([id, job]) => [id, { 'runs-on': 'ubuntu-24.04', ...job }]);
    super(project, `.github/workflows/${name}.yml`, {
      obj: {
        name,
        on,
        permissions: {},
        ...(concurrency ? { concurrency } : {}),
        // A `run` that fails in the midst of a pipe fails.
        defaults: { run: { shell: 'bash' } },
        jobs: Object.fromEntries(onRunner),
      },
    });
  }

  protected override synthesizeContent(resolver: IResolver): string | undefined {
    const yaml = super.synthesizeContent(resolver);
    return yaml === undefined ? undefined : withVersions(yaml);
  }
}
