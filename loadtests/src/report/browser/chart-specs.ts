import uPlot from 'uplot';
import type { Report, ReportEvent } from '../report.ts';
import { workloadColour } from './theme.ts';

/** One line, or one kind of bar, of a chart. */
export interface SeriesSpec {
  readonly label: string;
  /** A colour of the style sheet. */
  readonly colour: string;
  readonly values: readonly (number | null)[];
  readonly shape?: 'line' | 'area' | 'steps' | 'steps-before' | 'bars' | 'dashed';
  readonly unit?: string;
}

/** A chart, but for its size and colours. */
export interface ChartSpec {
  readonly title: string;
  readonly unit: string;
  readonly height: number;
  readonly x: readonly number[];
  readonly series: readonly SeriesSpec[];
  /** Drawn at its top edge. */
  readonly events: readonly ReportEvent[];
  readonly log?: boolean;
  readonly wholeNumbers?: boolean;
  /** The axis reaches at least up to here. */
  readonly atLeast?: number;
}

/** The charts of a report, from top to bottom. */
export function chartSpecs({ events, series, settings }: Report): ChartSpec[] {
  const { requests } = series;
  return [
    {
      title: 'Requests',
      unit: 'per second, by start',
      height: 170,
      x: requests.x,
      events: [],
      series: [
        { label: 'started', colour: 'blue', values: requests.perSecond, shape: 'area' },
        { label: 'failed', colour: 'red', values: requests.failed, shape: 'bars' },
        { label: 'dropped', colour: 'orange', values: requests.dropped, shape: 'bars' },
      ],
    },
    {
      title: 'Latency',
      unit: 'milliseconds, logarithmic',
      height: 170,
      x: requests.x,
      events: [],
      log: true,
      series: [
        { label: 'p50', colour: 'teal', values: requests.p50, unit: 'ms' },
        { label: 'p95', colour: 'blue', values: requests.p95, unit: 'ms' },
        { label: 'p99', colour: 'purple', values: requests.p99, unit: 'ms' },
      ],
    },
    ...series.workloads.map(({ name, replicas }, index): ChartSpec => {
      const service = settings.services.find((one) => one.name === name);
      return {
        title: `Replicas of ${name}`,
        unit: `at rest ${service?.minReplicas}, at most ${service?.maxReplicas}; ▲▼ decision, ● pod ready, ○ pod gone`,
        height: 130,
        x: replicas.x,
        events: events.filter(({ workload }) => workload === name),
        wholeNumbers: true,
        atLeast: (service?.maxReplicas ?? 0) + 1,
        series: [
          { label: 'desired', colour: 'muted', values: replicas.desired, shape: 'dashed' },
          { label: 'ready', colour: workloadColour(index), values: replicas.ready, shape: 'steps' },
        ],
      };
    }),
    cpuSpec(series.workloads),
    {
      title: 'CPU of this machine',
      unit: 'per cent busy: generator, cluster and everything else',
      height: 110,
      x: series.machine.x,
      events: [],
      atLeast: 100,
      series: [
        {
          label: 'busy',
          colour: 'muted',
          values: series.machine.busy.map((busy) => Math.round(busy * 100)),
          shape: 'area',
          unit: '%',
        },
      ],
    },
  ];
}

/** Every workload's pods against their target, on one time axis. */
function cpuSpec(workloads: Report['series']['workloads']): ChartSpec {
  const tables = workloads.map(({ cpu }) => [[...cpu.x], [...cpu.perPod]] satisfies uPlot.AlignedData);
  const [x = [], ...values] = uPlot.join(tables);
  const aligned = values as (number | null | undefined)[][];
  return {
    title: 'CPU per pod',
    unit: 'thousandths of a core, mean over the pods; dashed: target of the autoscaler',
    height: 170,
    x: x as number[],
    events: [],
    series: workloads.flatMap(({ name, cpu }, index): SeriesSpec[] => [
      {
        label: name,
        colour: workloadColour(index),
        values: (aligned[index] ?? []).map((value) => value ?? null),
        shape: 'steps-before',
        unit: 'm',
      },
      {
        label: `${name} target`,
        colour: workloadColour(index),
        values: Array.from(x, () => cpu.target),
        shape: 'dashed',
        unit: 'm',
      },
    ]),
  };
}
