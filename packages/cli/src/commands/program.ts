import { Command, CommanderError, Help, Option } from 'commander';
import { printError } from '../output/print-error.ts';
import { commandMistake } from './command-mistake.ts';
import { refuseUnknownVerb } from './unknown-verb.ts';

/** What {@link program} throws where only its version is asked for, which takes a look at git. */
export const versionAsked = 'commander.version';

/** The tool as commander knows it. A verb's own file is loaded only when it is asked for, so that the tool answers at once. */
export const program = new Command('eks-practice')
  .description('Deploys the services by stage, and proves that they scale.')
  .showSuggestionAfterError()
  .configureOutput({
    outputError: (text) => printError(commandMistake(text), { json: process.argv.includes('--json') }),
  })
  .configureHelp({
    // That an option is off unless it is given goes without saying.
    optionDescription: (option) => new Help().optionDescription(option).replace(/ \(default: (false|\[\])\)$/, ''),
  })
  .exitOverride()
  .option('-V, --version', 'display the commit that the tool is of')
  .on('option:version', () => {
    throw new CommanderError(0, versionAsked, '');
  })
  .addHelpText('beforeAll', ({ command }) => refuseUnknownVerb(command))
  // Before any verb, so that every fault of the environment is told at once.
  .hook('preAction', async () => {
    (await import('@eks-practice/machine/tool-environment')).toolEnvironment();
    await (await import('@eks-practice/machine/disk/temporary-folder')).requireTemporaryFolder();
  });

/** A verb about this machine rather than about a stage. */
export function machineVerb(name: string, summary: string, examples: readonly string[]): Command {
  return described(program.command(name), summary, examples);
}

/** A verb about a stage. */
export function stageVerb(name: string, summary: string, examples: readonly string[]): Command {
  return withJson(
    machineVerb(name, summary, examples).addOption(
      new Option('-s, --stage <name>', 'the stage, as packages/stages/src/stages.ts names it')
        .env('EKS_PRACTICE_STAGE')
        .default('local'),
    ),
  );
}

/**
 * A verb about a cluster of stages.ts rather than about a stage.
 * @param of what it is a verb of, e.g. `cluster`
 */
export function clusterVerb(of: Command, name: string, summary: string, examples: readonly string[] = []): Command {
  const verb = of.command(name).argument('<cluster>', 'the cluster, as packages/stages/src/stages.ts names it');
  return withJson(
    described(
      verb,
      summary,
      examples.map((example) => `${of.name()} ${example}`),
    ),
  );
}

function withJson(verb: Command): Command {
  return verb.option('--json', 'print the result as JSON, and no progress', false);
}

function described(verb: Command, summary: string, examples: readonly string[]): Command {
  verb.description(summary);
  if (examples.length === 0) return verb;
  const lines = examples.map((example) => `  $ npx eks-practice ${example}`);
  return verb.addHelpText('after', `\nExamples:\n${lines.join('\n')}`);
}
