import type { RootCommand } from '@bomb.sh/tab';
import tab from '@bomb.sh/tab/commander';
import { services } from '@eks-practice/catalogue/services';
import { drills } from '@eks-practice/drills/drills';
import { app } from '@eks-practice/stages/stages';
import type { Command } from 'commander';

/** What may stand where a command line wants a name. */
const names = {
  stages: Object.keys(app.stages),
  clusters: Object.keys(app.clusters),
  services: services.map(({ name }) => name),
  drills: drills.map(({ name }) => name),
};

/** Where the names of which kind are wanted, by an option or by the argument of a verb. */
const ofOption: Readonly<Record<string, keyof typeof names>> = {
  stage: 'stages',
  service: 'services',
  calls: 'services',
};
const ofArgument: Readonly<Record<string, keyof typeof names>> = {
  cluster: 'clusters',
  service: 'services',
  name: 'drills',
};

/** Adds what a shell's script asks for the rest of a command line; only then is this file loaded. */
export function addCompletion(program: Command): void {
  completeNames(tab(program));
}

function completeNames(completion: RootCommand): void {
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
