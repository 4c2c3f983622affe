import { fromRoot } from '@eks-practice/machine/repository';
import { run } from '@eks-practice/machine/run';
import { expect, test } from '@jest/globals';

/** What the tool says to a shell that asks how a command line may go on. */
async function completed(...words: readonly string[]): Promise<string[]> {
  const main = fromRoot('packages/cli/src/main.ts');
  const { stdout } = await run(process.execPath, [main, 'complete', '--', ...words], { env: { NODE_OPTIONS: '' } });
  const lines = stdout.trim().split('\n').slice(0, -1);
  return lines.map((line) => line.split('\t')[0] ?? '');
}

test.each<[string, readonly string[], readonly string[]]>([
  ['a verb', ['manif'], ['manifests']],
  ['an option', ['drill', '--li'], ['--list']],
  ['a stage', ['deploy', '--stage', 'prod'], ['production']],
  ['a cluster', ['cluster', 'deploy', 'dev'], ['dev']],
  ['a service', ['logs', 'user'], ['user-api']],
  ['a drill', ['drill', 'rolling'], ['rolling-update']],
  ['but not what a new service is called', ['new', 'rolling'], []],
])(
  'a shell completes %s',
  async (_, words, expected) => {
    expect(await completed(...words)).toEqual(expected);
  },
  30_000,
);
