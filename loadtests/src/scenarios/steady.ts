import type { Options } from 'k6/options';
import { journey } from './journey.ts';
import { openModel } from './open-model.ts';
import { settings } from './settings.ts';

export { handleSummary } from './summary.ts';

/** A constant rate until the harness stops it, while something else is under test; who started it judges the figures. */
export const options: Options = openModel(settings);

export default function steady(): void {
  journey();
}
