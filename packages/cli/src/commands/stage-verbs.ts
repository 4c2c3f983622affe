import { Option } from 'commander';
import type { GlobalOptions } from '../options.ts';
import type { CostOptions } from '../verbs/cost.ts';
import type { DevVerbOptions } from '../verbs/dev.ts';
import type { KubeconfigOptions } from '../verbs/kubeconfig.ts';
import type { NewOptions } from '../new/plan-service.ts';
import type { LogsOptions } from '../verbs/logs.ts';
import type { RemoveOptions } from '../verbs/remove.ts';
import type { RollbackOptions } from '../verbs/rollback.ts';
import { oneOf } from './one-of.ts';
import { machineVerb, stageVerb } from './program.ts';

/** What is done with a stage, and with the services before there is one. */
export function addStageVerbs(): void {
  machineVerb('dev', 'Run every service from source, without a cluster, and again at each change.', [
    'dev',
    'dev --log-level debug',
  ])
    .addOption(
      oneOf(
        ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'],
        new Option('--log-level <level>', 'the least level that the services log; each request is logged at debug'),
      ).default('info'),
    )
    .option('--port-offset <number>', 'added to each port, for where those of the services are taken', '0')
    .action(async (options: DevVerbOptions) => (await import('../verbs/dev.ts')).dev(options));

  machineVerb('new', 'State one more service in .projenrc.ts, and make its package.', [
    'new orders-api --calls user-api',
    'new shop --public --path /shop --port 8000',
  ])
    .argument('<name>', 'what it is called: a DNS label of at most 40 characters')
    .option('--calls <service...>', 'the services that it calls', [])
    .option(
      '--port <number>',
      'the port it listens on; health and metrics have the next (default: the next free thousand)',
    )
    .option('--path <path>', 'the path of its main endpoint (default: /)')
    .option('--public', 'give it an address of its own, for the world', false)
    .action(async (name: string, options: NewOptions) => (await import('../verbs/new.ts')).newService(name, options));

  stageVerb(
    'doctor',
    'Tell what of the prerequisites this machine has, and what to do about the rest. Exit code 2 if one is missing.',
    ['doctor', 'doctor --json'],
  ).action(async (options: GlobalOptions) => (await import('../verbs/doctor.ts')).doctor(options));

  stageVerb(
    'deploy',
    'Build, load and apply what has changed, and wait until it runs and its autoscalers read a metric.',
    ['deploy', 'deploy --stage dev', 'deploy --json'],
  ).action(async (options: GlobalOptions) => (await import('../verbs/deploy.ts')).deploy(options));

  stageVerb('manifests', "Print the stage's Kubernetes objects as YAML; needs no cluster.", [
    'manifests',
    'manifests > stage.yaml',
  ]).action(async (options: GlobalOptions) => (await import('../verbs/manifests.ts')).manifests(options));

  stageVerb('status', 'Show the cluster, the pods and the autoscalers.', ['status', 'status --json']).action(
    async (options: GlobalOptions) => (await import('../verbs/status.ts')).status(options),
  );

  stageVerb('outputs', 'Show where the stage is found: URLs, kubeconfig, namespace, images.', [
    'outputs',
    'outputs --json',
  ]).action(async (options: GlobalOptions) => (await import('../verbs/outputs.ts')).outputs(options));

  stageVerb('logs', 'Print what the pods have logged: of every service, or of the one that is named.', [
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
      (await import('../verbs/logs.ts')).logs(service, options),
    );

  stageVerb('diff', 'Show what a deploy would change. Exit code 0 nothing, 1 something, 2 it cannot be told.', [
    'diff --stage dev',
    'diff --stage dev --json',
  ]).action(async (options: GlobalOptions) => (await import('../verbs/diff.ts')).diff(options));

  stageVerb('cost', 'Estimate what a stage on EKS costs a month, by resource, before anything is deployed.', [
    'cost --stage dev',
    'cost --stage production --json',
  ])
    .option('--requests-per-second <number>', 'the average traffic to assume, instead of 1 at rest and 10 at most')
    .option(
      '--refresh-prices',
      'ask the AWS Price List for the prices instead of taking those in the repository',
      false,
    )
    .action(async (options: CostOptions) => (await import('../verbs/cost.ts')).cost(options));

  stageVerb('rollback', 'Deploy the images of an earlier deploy of a stage on EKS again.', [
    'rollback --stage dev',
    'rollback --stage dev --to 12',
    'rollback --stage dev --list',
  ])
    .option('--to <deploy>', "the earlier deploy's number (default: the one before the present)")
    .option('--list', 'only list the earlier deploys', false)
    .action(async (options: RollbackOptions) => (await import('../verbs/rollback.ts')).rollback(options));

  stageVerb('kubeconfig', "Print the kubeconfig of the stage's cluster, for kubectl.", [
    'kubeconfig --stage dev > dev.yaml',
    'kubeconfig --stage dev --merge',
  ])
    .option('--merge', 'put it into $KUBECONFIG or ~/.kube/config instead, and make it the current context', false)
    .action(async (options: KubeconfigOptions) => (await import('../verbs/kubeconfig.ts')).kubeconfig(options));

  stageVerb('remove', 'Delete the stage; for the local one the cluster and all that it kept.', [
    'remove',
    'remove --images',
    'remove --stage local --confirm local',
    'remove --stage pr-12',
  ])
    .option('--images', 'also the images that were built here and that no container uses', false)
    .option('--confirm <stage>', 'the name of a protected stage, to show that it is meant')
    .option('--yes', 'do not ask before a stage on EKS goes', false)
    .option('--cluster <name>', 'the EKS cluster of a stage that stages.ts no longer has')
    .action(async (options: RemoveOptions) => (await import('../verbs/remove.ts')).remove(options));
}
