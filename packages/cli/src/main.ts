import { Command, CommanderError } from 'commander';
import { userErrorExitCode } from '@eks-practice/errors/user-error';
import { exitCodeOf, printError } from './output/print-error.ts';
import type { GlobalOptions } from './options.ts';

const program = new Command('eks-practice')
  .description('Deploys the services by stage, and proves that they scale.')
  .showSuggestionAfterError()
  .showHelpAfterError('(--help shows what there is)')
  .exitOverride();

/** A verb's file is loaded only when it is asked for, so that the tool answers at once. */
function verb(name: string, summary: string, examples: readonly string[]): Command {
  return program
    .command(name)
    .description(summary)
    .option('-s, --stage <name>', 'the stage, as packages/stages/src/stages.ts names it', 'local')
    .option('--json', 'print the result as JSON, and no progress', false)
    .addHelpText('after', `\nExamples:\n${examples.map((example) => `  $ npx eks-practice ${example}`).join('\n')}`);
}

verb('deploy', 'Build, load and apply what has changed, and wait until it runs and its autoscalers read a metric.', [
  'deploy',
  'deploy --json',
]).action(async (options: GlobalOptions) => (await import('./verbs/deploy.ts')).deploy(options));

verb('manifests', "Print the stage's Kubernetes objects as YAML; needs no cluster.", [
  'manifests',
  'manifests > stage.yaml',
]).action(async (options: GlobalOptions) => (await import('./verbs/manifests.ts')).manifests(options));

verb('status', 'Show the cluster, the pods and the autoscalers.', ['status', 'status --json']).action(
  async (options: GlobalOptions) => (await import('./verbs/status.ts')).status(options),
);

verb('load', 'Put the stage under load and report how it scaled. Exit code 0 pass, 1 fail, 3 invalid run.', [
  'load',
  'load --scenario smoke',
])
  .option('--scenario <name>', 'smoke (a few requests) or load (a scale-out and a scale-in)', 'load')
  .action(async (options: GlobalOptions & { scenario: string }) => (await import('./verbs/load.ts')).load(options));

verb('start', 'Deploy, then load: from nothing to the report.', ['start']).action(async (options: GlobalOptions) =>
  (await import('./verbs/start.ts')).start(options),
);

verb('remove', 'Delete the stage; for the local one the cluster and all that it kept.', [
  'remove',
  'remove --stage local --confirm local',
])
  .option('--confirm <stage>', 'the name of a protected stage, to show that it is meant')
  .action(async (options: GlobalOptions & { confirm?: string }) => (await import('./verbs/remove.ts')).remove(options));

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    // Commander has printed it; only the exit code is ours: 0 for --help, 2 for a mistake.
    process.exitCode = error.exitCode === 0 ? 0 : userErrorExitCode;
  } else {
    printError(error, { json: process.argv.includes('--json') });
    // At once: what still runs beside the step that failed is ended with this process.
    process.exit(exitCodeOf(error));
  }
}
