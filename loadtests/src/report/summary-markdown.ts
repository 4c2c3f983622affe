import { reactionLines } from './reaction-lines.ts';
import type { Report } from './report.ts';

/** The part of a report that its summary tells. */
type Summarized = Pick<Report, 'verdict' | 'reasons' | 'scenario' | 'requests' | 'workloads' | 'errors' | 'settings'>;

const signs = { pass: '✅', fail: '❌', invalid: '⚠️' } as const;

/** A report in Markdown, for the summary of a job: the verdict, its reasons, and the figures. */
export function summaryMarkdown(report: Summarized): string {
  const { verdict, scenario, settings, reasons } = report;
  return [
    `## ${signs[verdict]} ${verdict.toUpperCase()}: ${scenario} on stage ${text(settings.stage)}`,
    reasons.map((reason) => `- ${text(reason)}`).join('\n'),
    // A run that came to no load has no figures.
    ...(report.requests.total === 0 ? [] : [requestsTable(report)]),
    ...(report.requests.total === 0 || scenario === 'smoke' ? [] : [workloadsTable(report)]),
    ...(scenario === 'load' ? reactionList(report) : []),
    '',
  ].join('\n\n');
}

function requestsTable({ requests, errors }: Summarized): string {
  const { total, failed, dropped, perSecond, p95Ms, p99Ms } = requests;
  const codes = Object.entries(errors).map(([code, count]) => `${code}: ${count}`);
  return table(
    ['requests', 'failed', 'dropped', 'rate', 'p95', 'p99'],
    [
      [
        number(total),
        number(failed) + (codes.length > 0 ? ` (k6 ${codes.join(', ')})` : ''),
        number(dropped),
        `${number(perSecond)}/s`,
        milliseconds(p95Ms),
        milliseconds(p99Ms),
      ],
    ],
  );
}

function workloadsTable({ workloads }: Summarized): string {
  return table(
    ['workload', 'pods', 'decided', 'ready', 'back at rest', 'CPU per request'],
    workloads.map((workload) => [
      workload.name,
      workload.replicas.join(' → '),
      seconds(workload.firstDecisionSeconds),
      seconds(workload.firstNewPodReadySeconds),
      seconds(workload.scaledInSeconds),
      milliseconds(workload.cpuMsPerRequest),
    ]),
  );
}

function reactionList({ workloads }: Summarized): string[] {
  const lines = reactionLines(workloads[0]);
  return lines.length > 0 ? [lines.map((line) => `- ${text(line)}`).join('\n')] : [];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(text).join(' | ')} |`;
  return [line(head), `|${' --- |'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}

/** Nothing in it is markup: neither Markdown's nor HTML's, and no end of a line. */
function text(value: string): string {
  return value.replaceAll(/\s+/g, ' ').replaceAll(/[\\`*_[\]<>|#&~]/g, '\\$&');
}

function number(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: value < 10 ? 1 : 0 });
}

function milliseconds(value: number | null): string {
  return value === null ? '–' : `${number(value)} ms`;
}

/** As exact as the reasons have them. */
function seconds(value: number | null): string {
  return value === null ? '–' : `${value} s`;
}
