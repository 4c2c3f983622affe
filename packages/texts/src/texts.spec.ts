import { glob, readFile } from 'node:fs/promises';
import { fromRoot } from '@eks-practice/machine/repository';
import { toolEnvironment } from '@eks-practice/machine/tool-environment';
import { expect, test } from '@jest/globals';
import { commandFaults } from './commands/command-faults.ts';
import { documentedCommands, namedCommands } from './commands/documented-commands.ts';
import { defaultOf, toolFault, verbs } from './commands/tool-faults.ts';
import { Workspace } from './commands/workspace.ts';
import { toolOutput } from './generated/tool-output.ts';
import { readPages } from './reading/pages.ts';
import { linkFaults } from './references/link-faults.ts';
import { pathFaults } from './references/path-faults.ts';
import { repositoryFiles } from './references/repository-files.ts';
import { variableFaults, variablesIn } from './references/variable-faults.ts';

const { present, history } = await readPages();
const commands = present.flatMap(documentedCommands);
const ofTool = commands.filter(({ words: [program, command] }) => program === 'npx' && command === 'eks-practice');

test('every command of the texts is one that there is, by the definition of what it calls', async () => {
  // That there are any: a reader that finds none finds no fault.
  expect(ofTool.length).toBeGreaterThan(50);
  expect(await commandFaults(commands, await Workspace.read())).toEqual([]);
});

test('every flag that the texts name with its verb is one of that verb', async () => {
  const named = present.flatMap((page) => namedCommands(page, verbs));
  expect(named.length).toBeGreaterThan(10);
  for (const { place, words } of named) expect([place, await toolFault(words, false)]).toEqual([place, undefined]);
});

/** Those that need neither a cluster nor a network nor credentials, and change nothing. */
const harmless = /^(.* )?--help$|^cost --stage \w+( --json)?$|^drill --list$|^manifests( --json)?$/;
const executed = new Set(ofTool.map(({ words }) => words.slice(2).join(' ')).filter((line) => harmless.test(line)));

test('what can be run here is run: there is some', () => {
  expect([...executed]).toEqual(expect.arrayContaining(['cost --stage dev', 'drill --list', 'manifests']));
});

test.each([...executed])(
  'npx eks-practice %s does what it says',
  async (line) => {
    expect(await toolOutput(line.split(' '))).not.toBe('');
  },
  180_000,
);

test('every link leads to a file, and to a heading of it', async () => {
  const faults = await Promise.all([...present, ...history].map(linkFaults));
  expect(faults.flat()).toEqual([]);
});

test('every path that a text names is in the repository', async () => {
  const files = await repositoryFiles();
  expect(files).toEqual(expect.arrayContaining(['README.md', 'packages/stages/src/stages.ts', 'docs']));
  expect(present.flatMap((page) => pathFaults(page, files))).toEqual([]);
});

test('every variable of this project that a text names is read by some source', async () => {
  const sources = glob(['{packages,infra,loadtests,projenrc}/**/*.ts'], {
    cwd: fromRoot(),
    // Not the tests of these very checks, which name what nobody reads.
    exclude: (name) => /node_modules|packages\/texts/.test(name),
  });
  const texts = await Array.fromAsync(sources, (file) => readFile(fromRoot(file), 'utf8'));
  const read = new Set(texts.flatMap(variablesIn));
  expect(present.flatMap((page) => variableFaults(page, read))).toEqual([]);
});

test('the stage that the schema has for a verb without --stage is the one that the tool takes', () => {
  expect(defaultOf('deploy', '--stage')).toBe(toolEnvironment({}).EKS_PRACTICE_STAGE);
});
