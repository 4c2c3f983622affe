import { figure } from './figures.ts';
import { type Html, html } from './html.ts';
import type { Report } from './report.ts';
import { comparison } from './table.ts';
import type { WorkloadFigures } from './workload-figures.ts';

/** Staircases that come about less often than this are told of together. */
const rare = 0.05;

/** Which steps each autoscaler was expected to take, and which it took. */
export function staircaseSection({ expected, warnings, workloads }: Report): Html {
  const foreseen = workloads.filter(({ reaction }) => reaction.forecast !== null);
  return html`${comparison('Steps of each autoscaler', foreseen, {
      Predicted: predictedText,
      Measured: ({ staircase }) => staircase.join(' → '),
      'So it goes in': ({ staircaseShare }) => percent(staircaseShare ?? 0),
      'CPU of all its pods at the peak, expected': ({ name }) =>
        figure(expected.find((one) => one.name === name)?.millicores ?? null, 'm'),
      'CPU of all its pods, measured at most': ({ cpuMostTogetherMillicores }) =>
        figure(cpuMostTogetherMillicores, 'm'),
    })}
    <p class="note">
      Predicted from CPU limit, request, target and tolerance, the policies of scale-out and the load: how often each
      staircase comes about, as chance has it with the moments at which metrics are taken. The charts above draw what at
      least half of the cases want by then.
    </p>
    ${
      warnings.length > 0
        ? html`<ul class="warnings">
            ${warnings.map((warning) => html`<li>${warning}</li>`)}
          </ul>`
        : ''
    }`;
}

/** e.g. `2 → 5 (40 %), 2 → 4 → 5 (34 %)`. */
export function predictedText({ reaction: { forecast } }: Pick<WorkloadFigures, 'reaction'>): string | null {
  if (!forecast) return null;
  const often = forecast.staircases.filter(({ share }) => share >= rare);
  const others = 1 - often.reduce((sum, { share }) => sum + share, 0);
  const told = often.map(({ replicas, share }) => `${replicas.join(' → ')} (${percent(share)})`);
  return [...told, ...(others > 0.005 ? [`others (${percent(others)})`] : [])].join(', ');
}

function percent(share: number): string {
  return share > 0 && share < 0.01 ? 'less than 1 %' : `${Math.round(share * 100)} %`;
}
