import { targetMillicores } from '@eks-practice/stages/scale-out';
import { brokenOff, saysSomething } from '../k6-run/run-k6.ts';
import { cpuSeries } from '../recorder/cpu-series.ts';
import type { Gap } from '../recorder/recording.ts';
import type { Evidence, SentLoad } from '../run/evidence.ts';
import { starvedDrops } from './generator.ts';
import { loadTimes } from './load-times.ts';
import { count, secondsText } from './wording.ts';
import type { WorkloadResult } from './workload-result.ts';

/** A shorter gap moves times by less than the autoscaler's own rounds do. */
const bearableGapMs = 5_000;

/** Why a run says nothing; none where it does. */
export function invalidReasons(evidence: Evidence, workloads: readonly WorkloadResult[]): string[] {
  return [
    ...(evidence.brokenBy === undefined ? [] : [evidence.brokenBy]),
    ...(evidence.load ? generatorReasons(evidence.load) : []),
    ...gapReasons(evidence),
    ...loadTooLow(evidence, workloads),
  ];
}

function generatorReasons(load: SentLoad): string[] {
  const { outcome, log } = load;
  if (!outcome) return ['The load was not sent to its end.'];
  if (!saysSomething(outcome)) return [brokenOff(outcome)];
  if (!outcome.summary) return ['k6 left no summary.'];
  const starved = starvedDrops(load);
  const counted = outcome.summary.requests;
  return [
    ...(starved > 0
      ? [`The generator was starved: ${count(starved, 'request')} did not start although few were in flight.`]
      : []),
    ...(log.requests.length !== counted
      ? [`k6 made ${count(counted, 'request')}, but wrote the points of ${log.requests.length.toLocaleString('en')}.`]
      : []),
  ];
}

/** CPU figures are not asked for after the calibration; the other sources are what the times come from. */
function gapReasons({ endedAt, load, recording }: Evidence): string[] {
  const times = loadTimes(load);
  if (!times) return [];
  const lasting = (gap: Gap): number => (gap.to ?? endedAt) - Math.max(gap.from, times.firstRequestAt);
  return recording.gaps
    .filter((gap) => gap.source !== 'podmetrics' && lasting(gap) > bearableGapMs)
    .map((gap) => {
      const what = gap.source === 'machine' ? 'The recorder stood still' : `The recorder lost sight of ${gap.source}`;
      return `${what} for ${secondsText(lasting(gap) / 1000)}: ${gap.why}.`;
    });
}

/** A load that stays below the threshold, against what its calibration foretold, gives the autoscaler nothing to do. */
function loadTooLow({ load, recording, scenario, target }: Evidence, workloads: readonly WorkloadResult[]): string[] {
  const times = loadTimes(load);
  const result = workloads.find(({ name }) => name === target.service);
  const settings = target.stage.services[target.service];
  if (
    scenario !== 'load' ||
    !result ||
    !settings ||
    times?.stepAt === undefined ||
    result.firstDecisionSeconds !== null
  )
    return [];
  const { stepAt, endAt } = times;
  const seen = cpuSeries(recording, result.name).filter(({ at }) => at > stepAt && at <= endAt);
  const most = Math.max(0, ...seen.map(({ perPod }) => perPod));
  const wanted = targetMillicores({ ...settings.scaling, ...settings.resources });
  if (seen.length === 0 || most > 1.1 * wanted) return [];
  return [
    `The load was too low to say anything: the pods of ${result.name} used ${Math.round(most)}m of CPU each, and its ` +
      `autoscaler lets ${Math.round(1.1 * wanted)}m pass. The calibration took requests to cost more than they do.`,
  ];
}
