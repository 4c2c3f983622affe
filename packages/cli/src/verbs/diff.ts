import { stageNamed } from '@eks-practice/stages/stage-named';
import { commandLine } from '../command-line.ts';
import { diffText } from '../diff/diff-text.ts';
import { type Comparison, type Images, type StageDiff, comparisonOf, diffExitCode } from '../diff/stage-diff.ts';
import { dockerStep } from '../deploy/docker-step.ts';
import type { GlobalOptions } from '../options.ts';
import { printHeader } from '../output/header.ts';
import { type StepsOptions, runSteps } from '../output/steps.ts';
import { placeOf } from '../place/place.ts';
import { untilStopSignal } from '../stopping/stop-signal.ts';

/** Shows what a deploy would change; it builds the images, and changes nothing where the stage runs. */
export async function diff({ stage: name, json }: GlobalOptions): Promise<void> {
  const place = await placeOf(stageNamed(name));
  const session = await place.session();
  if (!json) printHeader(place.stage, session);
  const options = { quiet: json, signal: untilStopSignal(), goOn: commandLine('diff', name) };
  const found = await compared(await comparisonOf(place), options);
  console.log(json ? JSON.stringify(found, undefined, 2) : `\n${describeDiff(found)}`);
  process.exitCode = diffExitCode(found);
}

async function compared(comparison: Comparison, options: StepsOptions): Promise<StageDiff> {
  const flow: { images: Images; found?: StageDiff } = { images: {} };
  await runSteps(
    [
      dockerStep,
      {
        title: 'Service images',
        run: async (progress) => {
          flow.images = await comparison.build(progress);
          return Object.values(flow.images).join(', ');
        },
      },
      { title: 'Comparison', run: async () => void (flow.found = await comparison.compare(flow.images)) },
    ],
    options,
  );
  if (!flow.found) throw new TypeError('the steps ended without a comparison');
  return flow.found;
}

/** What a person is told. */
function describeDiff(found: StageDiff): string {
  const { stage, stack, deployed } = found;
  const text = diffText(found, { stack: `stack ${stack}`, namespace: `namespace ${stage}` });
  return deployed ? text : `Stage ${stage} is not deployed: all of it would be created.\n\n${text}`;
}
