import { Argument } from 'commander';
import { addClusterVerbs } from './cluster-verbs.ts';
import { oneOf } from './one-of.ts';
import { machineVerb, program } from './program.ts';
import { addProofVerbs } from './proof-verbs.ts';
import { addStageVerbs } from './stage-verbs.ts';

addStageVerbs();
addProofVerbs();
addClusterVerbs();

machineVerb('completion', "Print what makes a shell complete the tool's command lines.", [])
  .addHelpText('after', '\nExamples:\n  $ source <(npx eks-practice completion bash)')
  .addArgument(oneOf(['zsh', 'bash', 'fish', 'powershell'], new Argument('<shell>', 'the shell that is to complete')))
  .action(async (shell: string) => (await import('../verbs/completion.ts')).completion(shell));

/** The tool with all of its verbs. */
export { program };
