import type { Options } from 'k6/options';
import { journey } from './journey.ts';
import { openModel } from './open-model.ts';
import { settings } from './settings.ts';
import { fastEnough, noFailure } from './thresholds.ts';

export { handleSummary } from './summary.ts';

/** A base rate, then a step up to a peak that the pods at rest cannot carry within their target: does the stage scale? */
export const options: Options = {
  ...openModel(settings),
  thresholds: { ...noFailure, ...fastEnough(settings) },
};

export default function load(): void {
  journey();
}
