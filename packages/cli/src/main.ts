import { Command, CommanderError, Option } from 'commander';
import { userErrorExitCode } from '@eks-practice/errors/user-error';
import { loopbackWithoutProxy } from '@eks-practice/machine/loopback-without-proxy';
import { exitCodeOf, printError } from './output/print-error.ts';
import type { GlobalOptions } from './options.ts';
import { withStagesFileMistake } from './stages-file-mistake.ts';
import type { ClusterOptions } from './verbs/cluster-deploy.ts';
import type { ClusterRemoveOptions } from './verbs/cluster-remove.ts';
import type { ClusterSweepOptions } from './verbs/cluster-sweep.ts';
import type { CostOptions } from './verbs/cost.ts';
import type { DeliveryDeployOptions } from './verbs/delivery-deploy.ts';
import type { DevVerbOptions } from './verbs/dev.ts';
import type { DrillOptions } from './verbs/drill.ts';
import type { KubeconfigOptions } from './verbs/kubeconfig.ts';
import type { RemoveOptions } from './verbs/remove.ts';
import type { LoadOptions } from './verbs/load.ts';
import type { LogsOptions } from './verbs/logs.ts';
import type { RollbackOptions } from './verbs/rollback.ts';

/** Durations are without the calibration (45 s, once) and the wait for rest. */
const scenarioHelp = `
Scenarios, in full and with --quick:
  smoke   does it answer?                     10 s / 3 s
  load    out and in again                    100 s and scale-in / the load ends once a new pod serves
  spike   10 x the base for 10 s, and back    100 s / 40 s, with less of the time after it
  soak    one moderate rate for long          1 h / 75 s, too short to tell whether memory stays flat
  stress  the highest rate, by replicas       10 to 15 min / 1 min, one pod of each service, found to 30 % instead of 10 %
Every run leaves a folder in loadtests/results until it is deleted; trend.html there is the page over all of them.`;

const program = new Command('eks-practice')
  .description('Deploys the services by stage, and proves that they scale.')
  .showSuggestionAfterError()
  .showHelpAfterError('(--help shows what there is)')
  .exitOverride();

/** A verb's file is loaded only when it is asked for, so that the tool answers at once. */
function verb(name: string, summary: string, examples: readonly string[]): Command {
  return stageless(name, summary, examples)
    .addOption(
      new Option('-s, --stage <name>', 'the stage, as packages/stages/src/stages.ts names it')
        .env('EKS_PRACTICE_STAGE')
        .default('local'),
    )
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
  'deploy --stage dev',
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
  'load --quick',
  'load --scenario stress',
  'load --scenario soak --duration 15m',
  'load --runs 5',
  'load --compare 2026-11-22T18-00-25-load-x5',
])
  .option('--scenario <name>', 'what the load is to show, see below', 'load')
  .option('--service <name>', 'the public service to send it to (default: the first one)')
  .option('--quick', 'as short as still says something, e.g. for CI, see below', false)
  .option(
    '--runs <number>',
    'so many runs of load, each with its step at another moment of the autoscaler (default: 1)',
  )
  .option('--seed <number>', 'of those moments (default: another one each time, and printed)')
  .option(
    '--compare <run>',
    'run 5 times or --runs, and compare with that series: `latest`, a folder of the results, a path',
  )
  .option('--with <run>', 'compare --compare with this series instead of with new runs; sends no load')
  .option('--duration <time>', 'how long a soak lasts, e.g. 15m (default: 1h)')
  .option('--runners <number>', 'send it from so many k6 in the cluster, by k6-operator; see docs/scale.md')
  .addHelpText('after', scenarioHelp)
  .action(async (options: LoadOptions) => (await import('./verbs/load.ts')).load(options));

verb(
  'drill',
  'Break something of a local stage on purpose, and see that its users notice no more than they should. Exit code as for load.',
  ['drill rolling-update', 'drill --all', 'drill --list'],
)
  .argument('[name]', 'one of those that --list shows')
  .option('--all', 'every drill, one after another', false)
  .option('--list', 'only list the drills', false)
  .option('--record', 'put what came out into packages/drills/results.json and docs/reliability.md', false)
  .action(async (name: string | undefined, options: DrillOptions) =>
    (await import('./verbs/drill.ts')).drill(name, options),
  );

verb('start', 'Deploy, then load: from nothing to the report.', ['start']).action(async (options: GlobalOptions) =>
  (await import('./verbs/start.ts')).start(options),
);

verb('diff', 'Show what a deploy would change. Exit code 0 nothing, 1 something, 2 it cannot be told.', [
  'diff --stage dev',
  'diff --stage dev --json',
]).action(async (options: GlobalOptions) => (await import('./verbs/diff.ts')).diff(options));

verb('cost', 'Estimate what a stage on EKS costs a month, by resource, before anything is deployed.', [
  'cost --stage dev',
  'cost --stage production --json',
])
  .option('--requests-per-second <number>', 'the average traffic to assume, instead of 1 at rest and 10 at most')
  .option('--refresh-prices', 'ask the AWS Price List for the prices instead of taking those in the repository', false)
  .action(async (options: CostOptions) => (await import('./verbs/cost.ts')).cost(options));

verb('rollback', 'Deploy the images of an earlier deploy of a stage on EKS again.', [
  'rollback --stage dev',
  'rollback --stage dev --to 12',
  'rollback --stage dev --list',
])
  .option('--to <deploy>', "the earlier deploy's number (default: the one before the present)")
  .option('--list', 'only list the earlier deploys', false)
  .action(async (options: RollbackOptions) => (await import('./verbs/rollback.ts')).rollback(options));

verb('kubeconfig', "Print the kubeconfig of the stage's cluster, for kubectl.", [
  'kubeconfig --stage dev > dev.yaml',
  'kubeconfig --stage dev --merge',
])
  .option('--merge', 'put it into $KUBECONFIG or ~/.kube/config instead, and make it the current context', false)
  .action(async (options: KubeconfigOptions) => (await import('./verbs/kubeconfig.ts')).kubeconfig(options));

const clusterVerbs = program.command('cluster').description('Make, change and remove a cluster on EKS.');

/** A verb about a cluster of stages.ts rather than about a stage. */
function clusterVerb(name: string, summary: string, examples: readonly string[]): Command {
  return clusterVerbs
    .command(name)
    .description(summary)
    .argument('<cluster>', 'the cluster, as packages/stages/src/stages.ts names it')
    .option('--json', 'print the result as JSON, and no progress', false)
    .addHelpText(
      'after',
      `\nExamples:\n${examples.map((example) => `  $ npx eks-practice cluster ${example}`).join('\n')}`,
    );
}

clusterVerb('bootstrap', 'Prepare an account and region for CDK, once.', ['bootstrap dev']).action(
  async (cluster: string, options: ClusterOptions) =>
    (await import('./verbs/cluster-bootstrap.ts')).clusterBootstrap(cluster, options),
);

clusterVerb('deploy', 'Make or change the network, the control plane, the nodes and the add-ons: some 20 minutes.', [
  'deploy dev',
]).action(async (cluster: string, options: ClusterOptions) =>
  (await import('./verbs/cluster-deploy.ts')).clusterDeploy(cluster, options),
);

clusterVerb('diff', 'Show what `cluster deploy` would change. Exit code 0 nothing, 1 something, 2 it cannot be told.', [
  'diff dev',
]).action(async (cluster: string, options: ClusterOptions) =>
  (await import('./verbs/cluster-diff.ts')).clusterDiff(cluster, options),
);

clusterVerb(
  'upgrade',
  'Take the cluster one Kubernetes minor version on, once what must be checked first is in order.',
  ['upgrade dev'],
).action(async (cluster: string, options: ClusterOptions) =>
  (await import('./verbs/cluster-upgrade.ts')).clusterUpgrade(cluster, options),
);

clusterVerb('remove', 'Delete the cluster and whatever costs money in it; its stages must be gone.', [
  'remove dev',
  'remove production --confirm production',
])
  .option('--confirm <cluster>', 'the name of a protected cluster, to show that it is meant')
  .option('--yes', 'do not ask', false)
  .action(async (cluster: string, options: ClusterRemoveOptions) =>
    (await import('./verbs/cluster-remove.ts')).clusterRemove(cluster, options),
  );

clusterVerb('sweep', 'Remove the stages whose time to live is over.', ['sweep dev'])
  .option('--dry-run', 'only list them', false)
  .action(async (cluster: string, options: ClusterSweepOptions) =>
    (await import('./verbs/cluster-sweep.ts')).clusterSweep(cluster, options),
  );

const deliveryVerbs = program
  .command('delivery')
  .description('Let workflows on GitHub deploy to a cluster, by roles instead of keys.');

deliveryVerbs
  .command('deploy')
  .description('Make or change the roles, and print what to tell GitHub.')
  .argument('<cluster>', 'the cluster, as packages/stages/src/stages.ts names it')
  .option('--repository <owner/name>', 'the repository on GitHub (default: the one of the last time)')
  .option('--existing-provider', "the account has GitHub's identity provider already", false)
  .option('--json', 'print the result as JSON, and no progress', false)
  .action(async (cluster: string, options: DeliveryDeployOptions) =>
    (await import('./verbs/delivery-deploy.ts')).deliveryDeploy(cluster, options),
  );

deliveryVerbs
  .command('remove')
  .description('Take the roles away.')
  .argument('<cluster>', 'the cluster, as packages/stages/src/stages.ts names it')
  .option('--json', 'print the result as JSON, and no progress', false)
  .action(async (cluster: string, options: ClusterOptions) =>
    (await import('./verbs/delivery-remove.ts')).deliveryRemove(cluster, options),
  );

// For kubectl and its like, which call it by the kubeconfig; not for people.
program
  .command('token <cluster>', { hidden: true })
  .action(async (cluster: string) => (await import('./verbs/token.ts')).token(cluster));

verb('remove', 'Delete the stage; for the local one the cluster and all that it kept.', [
  'remove',
  'remove --images',
  'remove --stage local --confirm local',
  'remove --stage pr-12',
])
  .option('--images', 'also the images that were built here and that no container uses', false)
  .option('--confirm <stage>', 'the name of a protected stage, to show that it is meant')
  .option('--yes', 'do not ask before a stage on EKS goes', false)
  .option('--cluster <name>', 'the EKS cluster of a stage that stages.ts no longer has')
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
