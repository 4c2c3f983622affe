import type { Options } from 'k6/options';
import { journey } from './journey.ts';
import { openModel } from './open-model.ts';
import { settings } from './settings.ts';
import { fastEnough, noFailure } from './thresholds.ts';

export { handleSummary } from './summary.ts';

/** One moderate rate for long: does anything leak, wear out or restart? */
export const options: Options = {
  ...openModel(settings),
  thresholds: { ...noFailure, ...fastEnough(settings) },
};

export default function soak(): void {
  journey();
}
