import { unknownParts } from '../reaction/bound.ts';
import { figure } from './figures.ts';
import { predictedText } from './staircase-section.ts';
import type { WorkloadFigures } from './workload-figures.ts';

/**
 * How soon a workload had to react and in which steps, a line each, for where there is no page; none without a forecast.
 * @param workload undefined where a report has none
 */
export function reactionLines(workload: WorkloadFigures | undefined): string[] {
  const forecast = workload?.reaction.forecast;
  if (!workload || !forecast) return [];
  const { firstDecisionSeconds, name, reaction, staircase } = workload;
  const { bound } = reaction;
  const latest =
    bound.decisionSeconds === null ? unknownParts(bound.decisionParts) : figure(bound.decisionSeconds, 's');
  return [
    `Decision of ${name}: expected after ${figure(forecast.decision?.p50 ?? null, 's')}, at the latest ${latest}, ` +
      `measured ${figure(firstDecisionSeconds, 's')}.`,
    `Steps of ${name}: predicted ${predictedText(workload)}; measured ${staircase.join(' → ')}.`,
  ];
}
