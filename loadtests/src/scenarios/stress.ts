import type { Options } from 'k6/options';
import { journey } from './journey.ts';
import { openModel } from './open-model.ts';
import { settings } from './settings.ts';
import { fastEnough, endedByFailure } from './thresholds.ts';

export { handleSummary } from './summary.ts';

/** One trial of the search for the knee: does the stage bear this rate? The harness decides on the next one. */
export const options: Options = {
  ...openModel(settings),
  thresholds: { ...endedByFailure, ...fastEnough(settings) },
};

export default function stress(): void {
  journey();
}
