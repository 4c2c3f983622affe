import { fromRoot } from '@eks-practice/machine/repository';
import { type RunOptions, type RunResult, run } from '@eks-practice/machine/run';

/**
 * The tool as a user calls it, with the environment of this process: the emulator is its AWS. Its output has no colours,
 * whatever who runs the tests would like, and what Jest tells its own Node is not for it.
 */
export async function runTool(args: readonly string[], options: RunOptions = {}): Promise<RunResult> {
  return run(process.execPath, [fromRoot('packages/cli/bin/launch.cjs'), ...args], {
    ...options,
    env: { NODE_OPTIONS: '', FORCE_COLOR: '0', CI: 'true', ...options.env },
    acceptFailure: true,
  });
}
