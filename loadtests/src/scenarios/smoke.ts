import type { Options } from 'k6/options';
import { journey } from './journey.ts';
import { openModel } from './open-model.ts';
import { settings } from './settings.ts';
import { fastEnough, noFailure } from './thresholds.ts';

export { handleSummary } from './summary.ts';

/** A few requests: does the whole line answer? */
export const options: Options = {
  ...openModel(settings),
  thresholds: { ...noFailure, ...fastEnough(settings) },
};

export default function smoke(): void {
  journey();
}
