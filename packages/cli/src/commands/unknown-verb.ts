import { didYouMean } from '@eks-practice/errors/did-you-mean';
import type { Command } from 'commander';

/**
 * Refuses to show general help where that of a verb was asked for that is not there, as commander would.
 * @param command whose help is about to be shown: of `help depoly` and `depoly --help` the tool itself
 * @returns nothing to add to the help
 * @throws {CommanderError} where the verb is not there
 */
export function refuseUnknownVerb(command: Command): string {
  const { args, commands } = command;
  const [asked] = args[0] === 'help' ? args.slice(1) : args;
  if (commands.length === 0 || asked === undefined || asked.startsWith('-')) return '';
  const verbs = command
    .createHelp()
    .visibleCommands(command)
    .map((verb) => verb.name());
  if (verbs.includes(asked)) return '';
  return command.error(`error: unknown command '${asked}'.${didYouMean(asked, verbs)}`);
}
