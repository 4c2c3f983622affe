import { fromRoot } from '@eks-practice/machine/repository';
import { run } from '@eks-practice/machine/run';
import type { GrowthFigures } from '../results.ts';

/** What an hour under load comes to, in a process of its own, whose memory holds nothing else. */
export async function hourUnderLoad(): Promise<GrowthFigures['hour']> {
  const source = fromRoot('packages/benchmarks/src/hour/build-hour.ts');
  const { stdout } = await run(process.execPath, ['--expose-gc', source]);
  return JSON.parse(stdout) as GrowthFigures['hour'];
}
