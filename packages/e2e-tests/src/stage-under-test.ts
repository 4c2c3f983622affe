import path from 'node:path';
import { repositoryRoot } from '@eks-practice/machine/repository';
import { type RunResult, run } from '@eks-practice/machine/run';
import getPort from 'get-port';

/** The tool as a user calls it, on a cluster of the tests' own beside the user's. */
export class StageUnderTest {
  readonly cluster = 'e2e';
  /** Whose tool and services they are: the repository, or a copy of it. */
  root = repositoryRoot;
  readonly #environment: Readonly<Record<string, string>>;

  private constructor(apiPort: number, servicePort: number) {
    this.#environment = {
      EKS_PRACTICE_CLUSTER: this.cluster,
      EKS_PRACTICE_API_PORT: String(apiPort),
      EKS_PRACTICE_SERVICE_PORT: String(servicePort),
    };
  }

  static async onFreePorts(): Promise<StageUnderTest> {
    return new StageUnderTest(await getPort(), await getPort());
  }

  /** Runs a verb; what it prints goes to the test's output as well, line by line. */
  async cli(...args: readonly string[]): Promise<RunResult> {
    const launcher = path.join(this.root, 'packages/cli/bin/launch.cjs');
    return run(process.execPath, [launcher, ...args], {
      // Jest's own flags are not for the tool.
      env: { ...this.#environment, NODE_OPTIONS: '', CI: 'true' },
      onLine: (line) => process.stderr.write(`      ${args[0]}: ${line}\n`),
      acceptFailure: true,
    });
  }

  /** Runs a verb with `--json` and reads its result. */
  async json<Result>(...args: readonly string[]): Promise<{ exitCode: number; result: Result }> {
    const { exitCode, stdout, output } = await this.cli(...args, '--json');
    if (stdout.trim() === '')
      throw new Error(`${args.join(' ')} ended with ${exitCode} and printed no JSON:\n${output}`);
    return { exitCode, result: JSON.parse(stdout) as Result };
  }
}
