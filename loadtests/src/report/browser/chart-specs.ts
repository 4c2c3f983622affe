import type { Report, ReportEvent } from '../report.ts';

/** How a series is drawn; told apart by more than colour. */
export type Shape =
  | 'line'
  | 'bold'
  | 'dotted'
  | 'area'
  | 'steps'
  | 'dotted-steps'
  | 'steps-before'
  | 'dashed'
  | 'dashed-line'
  | 'bars'
  | 'hollow-bars';

/** One line, or one kind of bar, of a chart. */
export interface SeriesSpec {
  readonly label: string;
  /** A colour of the style sheet. */
  readonly colour: string;
  readonly values: readonly (number | null)[];
  readonly shape: Shape;
  readonly unit?: string;
}

/** A chart, but for its size and colours. */
export interface ChartSpec {
  readonly title: string;
  readonly unit: string;
  readonly height: number;
  readonly x: readonly number[];
  readonly series: readonly SeriesSpec[];
  /** Marked along its top edge, besides those of the load, which every chart has. */
  readonly events: readonly ReportEvent[];
  readonly log?: boolean;
  readonly wholeNumbers?: boolean;
  /** The axis reaches at least up to here. */
  readonly atLeast?: number;
}

/** The charts of a report, from top to bottom. */
export function chartSpecs(report: Report): ChartSpec[] {
  const { machine, series } = report;
  const { requests } = series;
  return [
    {
      title: 'Requests',
      unit: 'per second, by when they started',
      height: 160,
      x: requests.x,
      events: [],
      series: [
        { label: 'started', colour: 'blue', values: requests.perSecond, shape: 'area' },
        { label: 'failed', colour: 'red', values: someOf(requests.failed), shape: 'bars' },
        { label: 'dropped', colour: 'orange', values: someOf(requests.dropped), shape: 'hollow-bars' },
      ],
    },
    {
      title: 'Latency',
      unit: 'milliseconds, logarithmic',
      height: 160,
      x: requests.x,
      events: [],
      log: true,
      series: [
        { label: 'p99', colour: 'purple', values: requests.p99, shape: 'dotted', unit: 'ms' },
        { label: 'p95', colour: 'blue', values: requests.p95, shape: 'bold', unit: 'ms' },
        { label: 'p50', colour: 'teal', values: requests.p50, shape: 'line', unit: 'ms' },
      ],
    },
    ...series.workloads.flatMap((workload) => workloadSpecs(workload, report)),
    {
      title: 'CPU of the machine',
      unit: `per cent of ${machine.cores} cores: generator, cluster and everything else`,
      height: 100,
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

/** Without the zeros, which would draw a bar without height. */
function someOf(counts: readonly number[]): (number | null)[] {
  return counts.map((count) => (count > 0 ? count : null));
}

/** A workload's pods and, below them, the CPU use that its autoscaler decides by. */
function workloadSpecs(
  { name, replicas, cpu }: Report['series']['workloads'][number],
  { events, settings }: Report,
): ChartSpec[] {
  const service = settings.services.find((one) => one.name === name);
  const own = events.filter(({ workload }) => workload === name);
  return [
    {
      title: `Pods of ${name}`,
      unit: `${service?.minReplicas} at rest, ${service?.maxReplicas} at most`,
      height: 140,
      x: replicas.x,
      events: own,
      wholeNumbers: true,
      // Room for the marks above the highest line.
      atLeast: (service?.maxReplicas ?? 0) * 1.5,
      series: [
        { label: 'wanted by the autoscaler', colour: 'orange', values: replicas.desired, shape: 'dashed' },
        { label: 'ready', colour: 'blue', values: replicas.ready, shape: 'steps' },
        // Over the others, which show between its dots.
        { label: 'predicted', colour: 'purple', values: replicas.predicted, shape: 'dotted-steps' },
      ],
    },
    {
      title: `CPU of ${name}`,
      unit: 'thousandths of a core, mean over its pods',
      height: 120,
      x: cpu.x,
      events: own.filter(({ kind }) => kind === 'scale-out' || kind === 'scale-in'),
      atLeast: cpu.target * 1.5,
      series: [
        { label: 'use', colour: 'blue', values: cpu.perPod, shape: 'steps-before', unit: 'm' },
        { label: 'target', colour: 'orange', values: cpu.x.map(() => cpu.target), shape: 'dashed', unit: 'm' },
      ],
    },
  ];
}
