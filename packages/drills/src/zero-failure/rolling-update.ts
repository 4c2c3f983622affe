import type { DrillContext } from '../drill.ts';
import { type Beside, bothKinds, loadBeside } from '../load-beside.ts';
import { replacePods } from '../rollout.ts';
import { goneAtOnce, unnoticed } from './unnoticed.ts';

/** A new version goes out. */
export const rollingUpdate = unnoticed({
  name: 'rolling-update',
  summary: 'Every pod of every service is replaced, as a new version does it.',
  seconds: 75,
  underLoad,
  control: goneAtOnce(underLoad),
  done: doneText,
});

function underLoad(context: DrillContext): Promise<Beside<number>> {
  return loadBeside(context, bothKinds, () => replacePods(context));
}

function doneText({ result }: Beside<number>): string {
  return `${result} pods were replaced`;
}
