import type { GlobalOptions } from '../options.ts';
import type { DrillOptions } from '../verbs/drill.ts';
import type { LoadOptions } from '../verbs/load.ts';
import { stageVerb } from './program.ts';

/** Durations are without the calibration (45 s, once) and the wait for rest. */
const scenarioHelp = `
Scenarios:
  smoke   Does it answer? 10 s, with --quick 3 s.
  load    Out and in again: 100 s and scale-in, with --quick until a new pod
          serves.
  spike   10 x the base for 10 s, and back: 100 s, with --quick 40 s and less of
          the time after it.
  soak    One moderate rate for long: 1 h, with --quick 75 s, too short to tell
          whether memory stays flat.
  stress  The highest rate, by replicas: 10 to 15 min, with --quick 1 min for
          one pod of each service, and found to 30 % instead of 10 %.
Every run leaves a folder in loadtests/results until it is deleted; trend.html
there is the page over all of them.`;

/** What shows that a stage holds what it promises. */
export function addProofVerbs(): void {
  stageVerb('load', 'Put the stage under load and report how it scaled. Exit code 0 pass, 1 fail, 3 invalid run.', [
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
    .action(async (options: LoadOptions) => (await import('../verbs/load.ts')).load(options));

  stageVerb(
    'drill',
    'Break something of a local stage on purpose, and see that its users notice no more than they should. Exit code as for load.',
    ['drill rolling-update', 'drill --all', 'drill --list'],
  )
    .argument('[name]', 'one of those that --list shows')
    .option('--all', 'every drill, one after another', false)
    .option('--list', 'only list the drills', false)
    .option('--record', 'put what came out into packages/drills/results.json and docs/reliability.md', false)
    .action(async (name: string | undefined, options: DrillOptions) =>
      (await import('../verbs/drill.ts')).drill(name, options),
    );

  stageVerb('start', 'Deploy, then load: from nothing to the report.', ['start']).action(
    async (options: GlobalOptions) => (await import('../verbs/start.ts')).start(options),
  );
}
