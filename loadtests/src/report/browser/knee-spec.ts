import type { StressResult } from '../../profile/stress-result.ts';
import type { ChartSpec } from './chart-specs.ts';

/** The knee over the number of pods, and what it would be if each pod bore as much as one of the first. */
export function kneeSpec({ knees }: StressResult): ChartSpec {
  const first = knees[0];
  const each = first?.ratePerSecond ? first.ratePerSecond / first.replicas : null;
  return {
    title: 'Knee',
    unit: 'requests per second, by pods of each service',
    height: 180,
    x: knees.map(({ replicas }) => replicas),
    events: [],
    series: [
      {
        label: 'as the first pod bears',
        colour: 'muted',
        values: knees.map(({ replicas }) => (each === null ? null : Math.round(each * replicas))),
        shape: 'dashed-line',
        unit: '/s',
      },
      {
        label: 'not borne',
        colour: 'red',
        values: knees.map(({ beyondPerSecond }) => beyondPerSecond),
        shape: 'dotted',
        unit: '/s',
      },
      {
        label: 'borne',
        colour: 'blue',
        values: knees.map(({ ratePerSecond }) => ratePerSecond),
        shape: 'bold',
        unit: '/s',
      },
    ],
  };
}
