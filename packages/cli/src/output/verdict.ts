import { styleText } from 'node:util';
import { reactionLines } from '@eks-practice/loadtests/report/reaction-lines';
import type { Report } from '@eks-practice/loadtests/report/report';
import { table } from './table.ts';
import { columnsOf, wrapped } from './wrapped.ts';

const colours = { pass: 'green', fail: 'red', invalid: 'yellow' } as const;

/** The part of a report that a person is told. */
type Summarized = Pick<Report, 'verdict' | 'reasons' | 'scenario' | 'requests' | 'workloads'>;

/** What a person reads at the end of a run: the verdict, its reasons, and the figures. */
export function summaryText(report: Summarized): string {
  // A run that came to no load has no figures.
  if (report.requests.total === 0) return verdictText(report);
  const scaling = report.scenario === 'load' ? [indented(workloadsText(report)), ...reactionText(report)] : [];
  return [verdictText(report), indented(requestsText(report)), ...scaling].join('\n\n');
}

function verdictText({ verdict, reasons }: Summarized): string {
  const heading = styleText([colours[verdict], 'bold'], verdict.toUpperCase(), { stream: process.stdout });
  return wrapped([heading, ...reasons.map(indented)].join('\n'), columnsOf(process.stdout));
}

function requestsText({ requests }: Summarized): string {
  const { total, failed, dropped, perSecond, p95Ms, p99Ms } = requests;
  return table([
    ['requests', 'failed', 'dropped', 'rate', 'p95', 'p99'],
    [
      number(total),
      number(failed),
      number(dropped),
      `${number(perSecond)}/s`,
      `${number(p95Ms)} ms`,
      `${number(p99Ms)} ms`,
    ],
  ]);
}

function workloadsText({ workloads }: Summarized): string {
  return table([
    ['workload', 'pods', 'decided', 'ready', 'back at rest', 'CPU per request'],
    ...workloads.map((result) => [
      result.name,
      result.replicas.join(' → '),
      seconds(result.firstDecisionSeconds),
      seconds(result.firstNewPodReadySeconds),
      seconds(result.scaledInSeconds),
      result.cpuMsPerRequest === null ? '–' : `${number(result.cpuMsPerRequest)} ms`,
    ]),
  ]);
}

/** A line each for how soon the service under load had to scale out, and in which steps; none where it is not foreseen. */
function reactionText({ workloads }: Summarized): string[] {
  const lines = reactionLines(workloads[0]);
  return lines.length > 0 ? [indented(lines.join('\n'))] : [];
}

function number(value: number | null): string {
  return value === null ? '–' : value.toLocaleString('en', { maximumFractionDigits: value < 10 ? 1 : 0 });
}

function seconds(value: number | null): string {
  return value === null ? '–' : `${value} s`;
}

function indented(text: string): string {
  return text.replaceAll(/^/gm, '  ');
}
