import { Command, CommanderError, Option } from 'commander';
import { userErrorExitCode } from '@eks-practice/errors/user-error';
import { loopbackWithoutProxy } from '@eks-practice/machine/loopback-without-proxy';
import { exitCodeOf, printError } from './output/print-error.ts';
import type { GlobalOptions } from './options.ts';
import { withStagesFileMistake } from './stages-file-mistake.ts';
import type { DevVerbOptions } from './verbs/dev.ts';
import type { RemoveOptions } from './verbs/remove.ts';
import type { LoadOptions } from './verbs/load.ts';
import type { LogsOptions } from './verbs/logs.ts';

const program = new Command('eks-practice')
  .description('Deploys the services by stage, and proves that they scale.')
  .showSuggestionAfterError()
  .showHelpAfterError('(--help shows what there is)')
  .exitOverride();

/** A verb's file is loaded only when it is asked for, so that the tool answers at once. */
function verb(name: string, summary: string, examples: readonly string[]): Command {
  return stageless(name, summary, examples)
    .option('-s, --stage <name>', 'the stage, as packages/stages/src/stages.ts names it', 'local')
    .option('--json', 'print the result as JSON, and no progress', false);
}

/** A verb about this machine rather than about a stage. */
function stageless(name: string, summary: string, examples: readonly string[]): Command {
  return program
    .command(name)
    .description(summary)
    .addHelpText('after', `\nExamples:\n${examples.map((example) => `  $ npx eks-practice ${example}`).join('\n')}`);
}

stageless('dev', 'Run every service from source, without a cluster, and again at each change.', [
  'dev',
  'dev --log-level debug',
])
  .addOption(
    new Option('--log-level <level>', 'the least level that the services log; each request is logged at debug')
      .choices(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'])
      .default('info'),
  )
  .option('--port-offset <number>', 'added to each port, for where those of the services are taken', '0')
  .action(async (options: DevVerbOptions) => (await import('./verbs/dev.ts')).dev(options));

verb(
  'doctor',
  'Tell what of the prerequisites this machine has, and what to do about the rest. Exit code 2 if one is missing.',
  ['doctor', 'doctor --json'],
).action(async (options: GlobalOptions) => (await import('./verbs/doctor.ts')).doctor(options));

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

verb('outputs', 'Show where the stage is found: URLs, kubeconfig, namespace, images.', [
  'outputs',
  'outputs --json',
]).action(async (options: GlobalOptions) => (await import('./verbs/outputs.ts')).outputs(options));

verb('logs', 'Print what the pods have logged: of every service, or of the one that is named.', [
  'logs api --follow',
  'logs --since 10m --json | jq .msg',
])
  .argument('[service]', 'a service of the stage; without it all')
  .option('-f, --follow', 'go on with what they log from now on, until Ctrl-C', false)
  .option('--tail <lines>', 'only so many of the last lines of each pod')
  .option('--since <duration>', 'only what is younger, e.g. 90s, 10m, 1h30m')
  .addOption(
    new Option('-p, --previous', 'of the containers before their last restart').default(false).conflicts('follow'),
  )
  .action(async (service: string | undefined, options: LogsOptions) =>
    (await import('./verbs/logs.ts')).logs(service, options),
  );

verb('load', 'Put the stage under load and report how it scaled. Exit code 0 pass, 1 fail, 3 invalid run.', [
  'load',
  'load --scenario smoke',
])
  .option('--scenario <name>', 'smoke (a few requests) or load (a scale-out and a scale-in)', 'load')
  .option('--service <name>', 'the public service to send it to (default: the first one)')
  .action(async (options: LoadOptions) => (await import('./verbs/load.ts')).load(options));

verb('start', 'Deploy, then load: from nothing to the report.', ['start']).action(async (options: GlobalOptions) =>
  (await import('./verbs/start.ts')).start(options),
);

verb('remove', 'Delete the stage; for the local one the cluster and all that it kept.', [
  'remove',
  'remove --images',
  'remove --stage local --confirm local',
])
  .option('--images', 'also the images that were built here and that no container uses', false)
  .option('--confirm <stage>', 'the name of a protected stage, to show that it is meant')
  .action(async (options: RemoveOptions) => (await import('./verbs/remove.ts')).remove(options));

loopbackWithoutProxy();
// Whoever reads the output, as `head` does, may have read enough.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit();
  throw error;
});
try {
  await program.parseAsync();
} catch (thrown) {
  const error = withStagesFileMistake(thrown);
  if (error instanceof CommanderError) {
    // Commander has printed it; only the exit code is ours: 0 for --help, 2 for a mistake.
    process.exitCode = error.exitCode === 0 ? 0 : userErrorExitCode;
  } else {
    printError(error, { json: process.argv.includes('--json') });
    // At once: what still runs beside the step that failed is ended with this process.
    process.exit(exitCodeOf(error));
  }
}
