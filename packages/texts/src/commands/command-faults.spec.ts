import { expect, test } from '@jest/globals';
import { parsePage } from '../reading/page.ts';
import { commandFaults } from './command-faults.ts';
import { documentedCommands, namedCommands } from './documented-commands.ts';
import { toolFault, verbs } from './tool-faults.ts';
import { Workspace } from './workspace.ts';

const workspace = new Workspace(['start'], [{ name: 'infra', targets: { synth: {}, test: {} } }]);

const faultsIn = (markdown: string): Promise<readonly string[]> =>
  commandFaults(documentedCommands(parsePage('page.md', markdown)), workspace);
const block = (...lines: readonly string[]): string => ['```sh', ...lines, '```'].join('\n');

test('the commands of a page are the lines of its sh blocks, and what is in backticks', () => {
  const text = `Run \`npm start\`, not \`start\`.\n\n${block(
    'npx eks-practice load --compare <series>   # after: five more',
    'A=1 npx nx run infra:synth > out.txt && docker ps | cat',
    '# clusters.local.nodes: 3',
  )}\n\n\`\`\`ts\nnpx eks-practice nothing\n\`\`\`\n`;
  expect(documentedCommands(parsePage('page.md', text))).toEqual([
    { place: 'page.md:1', words: ['npm', 'start'] },
    { place: 'page.md:4', words: ['npx', 'eks-practice', 'load', '--compare', 'placeholder'] },
    { place: 'page.md:5', words: ['npx', 'nx', 'run', 'infra:synth'] },
    { place: 'page.md:5', words: ['docker', 'ps'] },
    { place: 'page.md:5', words: ['cat'] },
  ]);
});

test.each([
  'npx eks-practice deploy --stage dev',
  'npx eks-practice cluster remove dev --confirm dev',
  'npx eks-practice load --help',
  'npx nx run-many -t synth test -p infra',
  'npx nx run infra:synth -- --only this',
  'npx nx run <service>:synth',
  'npm start',
  'npm ci',
  'node --version',
  'npx node packages/costs/src/scale/write-page.ts',
])('%s is taken', async (line) => {
  expect(await faultsIn(block(line))).toEqual([]);
});

test.each([
  ['npx eks-practice deplyo', /page\.md:2: .*unknown command 'deplyo'/],
  ['npx eks-practice cluster deplyo dev', /unknown command 'deplyo'/],
  ['npx eks-practice deploy --stge dev', /unknown option '--stge'/],
  ['npx eks-practice deploy --stage', /argument missing/],
  ['npx eks-practice status api', /too many arguments/],
  ['npx eks-practice cluster deploy', /missing required argument/],
  ['npx eks-practice logs --follow --previous', /cannot be used with/],
  ['npx eks-practice dev --log-level loud', /is invalid. Choose one of: trace/],
  ['npx nx run infra:deploy', /infra has no target deploy/],
  ['npx nx run <service>:image', /no project has the target image/],
  ['npx nx run infa:synth', /there is no project infa/],
  ['npx nx run-many -t synth tset', /no project has the target tset/],
  ['npx nx run-many -t test -p infra,infa', /there is no project infa/],
  ['npx nx run-many --all', /it names no target/],
  ['npx no-such-program', /no package here has the command/],
  ['npm run strat', /no script strat/],
  ['node packages/no-such.ts', /there is no file/],
  ['npx node packages/no-such.ts', /there is no file/],
  ['kubctl get pods', /nobody knows the program kubctl/],
])('%s is found wanting', async (line, fault) => {
  expect(await faultsIn(block(line))).toEqual([expect.stringMatching(fault)]);
});

test('a verb with its flags is one of the tool, named without the whole command', async () => {
  const page = parsePage(
    'page.md',
    '`load --runners`, `rollback --stage dev [--to 12]`, `load`, `git --version`\n`drill --everything`',
  );
  const named = namedCommands(page, verbs);
  expect(named.map(({ words }) => words.join(' '))).toEqual([
    'load --runners',
    'rollback --stage dev --to 12',
    'drill --everything',
  ]);
  const faults: unknown[] = [];
  for (const { words } of named) faults.push(await toolFault(words, false));
  expect(faults).toEqual([undefined, undefined, expect.stringContaining("unknown option '--everything'")]);
});
