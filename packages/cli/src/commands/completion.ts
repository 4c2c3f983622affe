import tab from '@bomb.sh/tab/commander';
import { type RootCommand, script } from '@bomb.sh/tab';
import type { Command } from 'commander';

/** What may stand where a command line wants a name. */
export interface CompletedNames {
  readonly stages: readonly string[];
  readonly clusters: readonly string[];
  readonly services: readonly string[];
  readonly drills: readonly string[];
}

/** Where the names of which kind are wanted, by an option or by the argument of a verb. */
const ofOption: Readonly<Record<string, keyof CompletedNames>> = {
  stage: 'stages',
  service: 'services',
  calls: 'services',
};
const ofArgument: Readonly<Record<string, keyof CompletedNames>> = {
  cluster: 'clusters',
  service: 'services',
  name: 'drills',
};

/** Adds the verb that prints a shell's script, and the hidden one that the script asks. */
export function addCompletion(program: Command): RootCommand {
  const completion = tab(program, { completionCommandName: 'completion' });
  program.commands
    .find((verb) => verb.name() === 'completion')
    ?.description("Print what makes a shell complete the tool's command lines.")
    .addHelpText('after', '\nExamples:\n  $ source <(npx eks-practice completion bash)')
    .action((shell: string) => script(shell, program.name(), `npx --no ${program.name()}`));
  return completion;
}

/** Has names completed as well as verbs and options. */
export function completeNames(completion: RootCommand, names: CompletedNames): void {
  for (const verb of completion.commands.values()) {
    for (const [name, option] of verb.options) {
      const kind = ofOption[name];
      if (!kind) continue;
      option.isBoolean = false;
      option.handler = (complete) => names[kind].forEach((one) => complete(one, ''));
    }
    for (const [name, argument] of verb.arguments) {
      // What a new service is called is nobody's to guess.
      const kind = verb.value === 'new' ? undefined : ofArgument[name];
      if (kind) argument.handler = (complete) => names[kind].forEach((one) => complete(one, ''));
    }
  }
}

/** The names that there are: read only when a shell asks, since it takes the stages and the drills to be loaded. */
export async function readNames(): Promise<CompletedNames> {
  const [{ app }, { services }, { drills }] = await Promise.all([
    import('@eks-practice/stages/stages'),
    import('@eks-practice/catalogue/services'),
    import('@eks-practice/drills/drills'),
  ]);
  return {
    stages: Object.keys(app.stages),
    clusters: Object.keys(app.clusters),
    services: services.map(({ name }) => name),
    drills: drills.map(({ name }) => name),
  };
}
