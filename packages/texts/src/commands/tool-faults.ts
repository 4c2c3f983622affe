import { program } from '@eks-practice/cli/commands/every-verb';
import { type Command, CommanderError } from 'commander';

/** Every command of the tool with those below it. */
function* all(command: Command): Generator<Command> {
  yield command;
  for (const below of command.commands) yield* all(below);
}

// The tool's own definition, with nothing done and nothing printed by it.
for (const command of all(program)) {
  const silent = (): void => undefined;
  command.configureOutput({ writeOut: silent, writeErr: silent, outputError: silent });
  if (command.commands.length === 0) command.action(() => undefined);
}

/** The names of the tool's verbs. */
export const verbs: readonly string[] = program.commands.map((command) => command.name());

/** The default of an option of a verb. */
export function defaultOf(verb: string, option: string): unknown {
  const command = program.commands.find((candidate) => candidate.name() === verb);
  return command?.options.find(({ long }) => long === option)?.defaultValue;
}

/**
 * What is wrong with a command line of the tool, by the tool's own definition; none of its verbs is carried out.
 * @param args what stands after `npx eks-practice`
 * @param isWhole whether it is to be run as it stands, and not only named: then a flag must have its value
 * @returns undefined where it would be taken
 */
export async function toolFault(args: readonly string[], isWhole = true): Promise<string | undefined> {
  try {
    await program.parseAsync(args, { from: 'user' });
    return undefined;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0 || (!isWhole && error.code === 'commander.optionMissingArgument')) return undefined;
    return error.message;
  }
}
