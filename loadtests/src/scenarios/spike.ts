import type { Options } from 'k6/options';
import { journey } from './journey.ts';
import { openModel } from './open-model.ts';
import { settings } from './settings.ts';
import { fastEnough, noFailure } from './thresholds.ts';

export { handleSummary } from './summary.ts';

/** A multiple of the base rate, over before any autoscaler can help: do the pods at rest bear it, and recover? */
export const options: Options = {
  ...openModel(settings),
  thresholds: { ...noFailure, ...fastEnough(settings, ['spike', 'recovered']) },
};

export default function spike(): void {
  journey();
}
