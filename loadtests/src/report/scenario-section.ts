import type { KneeLimit } from '../profile/knee.ts';
import type { StressResult } from '../profile/stress-result.ts';
import type { MemoryTrend } from '../verdict/memory-trend.ts';
import type { SpikeResult } from '../verdict/spike.ts';
import { figure } from './figures.ts';
import { type Html, html } from './html.ts';
import type { Report } from './report.ts';
import { pairs, table } from './table.ts';

/** What a spike, a soak or a stress has shown besides requests and pods; nothing for the other scenarios. */
export function scenarioSection({ soak, spike, stress }: Report): Html | undefined {
  if (spike) return spikeSection(spike);
  if (soak) return memorySection(soak.memory, soak.restarts);
  return stress ? kneeSection(stress) : undefined;
}

/** What a quick run leaves out, by scenario. */
const leftOut: Readonly<Record<Report['scenario'], string>> = {
  smoke: 'It sent requests for 3 s instead of 10.',
  load: 'The load ended once a new pod had served for 5 s, so that the staircase may not be whole.',
  spike: 'It watched for 25 s after the spike instead of 70, so that a scale-out may come later.',
  soak: 'It was too short to tell whether memory stays flat, and for anything that wears out slowly.',
  stress: 'It tried one pod of each service only, each rate for 8 s, and found the knee to 30 % instead of 10 %.',
};

/** Says of a quick run that it is one. */
export function quickNote({ quick, scenario }: Pick<Report, 'quick' | 'scenario'>): Html {
  return quick ? html`<p class="note">A quick run. ${leftOut[scenario]}</p>` : html``;
}

function spikeSection({ multiple, p95AfterMs, p95BeforeMs, p95SpikeMs, recoverySeconds }: SpikeResult): Html {
  return pairs({
    'The spike was': `${multiple} times the base rate`,
    'p95 before': figure(p95BeforeMs, 'ms'),
    'p95 in the spike': figure(p95SpikeMs, 'ms'),
    'p95 from 10 s after it': figure(p95AfterMs, 'ms'),
    'Latency back after': recoverySeconds === null ? 'not while it was watched' : figure(recoverySeconds, 's'),
  });
}

function memorySection(memory: readonly MemoryTrend[], restarts: number): Html {
  const verdicts = { true: 'flat', false: 'grows', null: 'too short to tell' } as const;
  const rows = memory.map(({ boundPerHourMiB, flat, grownMiB, medianMiB, perHourMiB, pod, samples }) => [
    pod,
    ...[
      figure(medianMiB, 'MiB'),
      `${figure(perHourMiB)} MiB/h`,
      figure(grownMiB, 'MiB'),
      `${figure(boundPerHourMiB)} MiB/h`,
    ],
    ...[samples, verdicts[`${flat}`]],
  ]);
  return html`<p>
      Containers started again: ${restarts}. The slope is Theil and Sen's, without the first fifth of the time; memory
      counts as flat unless the pod would reach its limit within a day and has grown by more than 4 MiB.
    </p>
    ${table('Memory of the pods', ['Pod', 'Median', 'Slope', 'Grown', 'Bound', 'Samples', 'Result'], rows)}`;
}

const limits: Readonly<Record<KneeLimit, string>> = {
  stage: 'the pods',
  machine: 'this machine, whose CPU was used up',
  rate: 'no higher rate is ever sent',
};

function kneeSection({ knees, notTried, precision, trialSeconds }: StressResult): Html {
  const summary = knees.map(({ beyondPerSecond, limit, ratePerSecond, replicas }) => [
    ...[replicas, figure(ratePerSecond, '/s'), figure(beyondPerSecond, '/s'), limits[limit]],
  ]);
  const trials = knees.flatMap((knee) =>
    knee.trials.map(({ faults, p95Ms, ratePerSecond, replicas, total }) => [
      ...[replicas, figure(ratePerSecond, '/s'), total, figure(p95Ms, 'ms'), faults.join(', ') || 'borne'],
    ]),
  );
  return html`<p>
      Each rate was tried for ${trialSeconds} s; a knee is found to ${Math.round((precision - 1) * 100)} %.
      ${notTried.length > 0 ? `Not tried: ${notTried.join(', ')} pods.` : ''}
    </p>
    <div id="knees"></div>
    ${table('Knees', ['Pods of each service', 'Borne', 'Not borne', 'Limited by'], summary)}
    <details>
      <summary>All ${trials.length} trials, in order</summary>
      ${table('Trials', ['Pods of each service', 'Rate', 'Requests', 'p95', 'Result'], trials)}
    </details>`;
}
