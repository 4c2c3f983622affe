import { figure } from './figures.ts';
import { type Html, html } from './html.ts';
import type { Report } from './report.ts';

type Cell = string | number | null;

/** The first column names the row. */
function table(heads: readonly string[], rows: readonly (readonly Cell[])[]): Html {
  const head = heads.map((text) => html`<th scope="col">${text}</th>`);
  const body = rows.map(([name, ...cells]) => {
    const rest = cells.map((cell) => html`<td>${cell ?? '–'}</td>`);
    return html`<tr>
      <th scope="row">${name}</th>
      ${rest}
    </tr>`;
  });
  return html`<div class="wide">
    <table>
      <thead>
        <tr>
          ${head}
        </tr>
      </thead>
      <tbody>
        ${body}
      </tbody>
    </table>
  </div>`;
}

export function workloadsTable({ workloads }: Report): Html {
  return table(
    ['Workload', 'Pods at rest', 'Pods at most', 'Ready pods seen', 'Decision', 'First new pod ready', 'Scaled in'],
    workloads.map((result) => [
      result.name,
      result.minReplicas,
      result.maxReplicas,
      `${result.replicasSeen.min ?? '–'} to ${result.replicasSeen.max ?? '–'}`,
      after(result.firstDecisionSeconds, 'the step'),
      after(result.firstNewPodReadySeconds, 'the step'),
      after(result.scaledInSeconds, 'the end'),
    ]),
  );
}

function after(seconds: number | null, event: string): string | null {
  return seconds === null ? null : `${figure(seconds, 's')} after ${event}`;
}

export function thresholdsTable({ thresholds }: Report): Html {
  return table(
    ['Threshold', 'Must be', 'Measured', ''],
    thresholds.map(({ metric, condition, ok, values }) => {
      const [, key = '', bound = ''] = /^(.+?)([<>=]=?.*)$/.exec(condition) ?? [];
      return [metric, `${key} ${bound}`, figure(values[key] ?? null), ok ? '✓ met' : '✗ not met'];
    }),
  );
}

export function calibrationTable({ calibration, expected }: Report): Html {
  const services = calibration?.services ?? [];
  return table(
    ['Service', 'CPU per request', 'Expected at the peak', 'Scales out above', 'Carried at rest', 'Expected pods'],
    services.map(({ name, costMillicores }) => {
      const demand = expected.find((one) => one.name === name);
      return [
        name,
        figure(costMillicores, 'ms'),
        demand ? figure(demand.millicores, 'm') : null,
        demand ? figure(demand.scaleOutMillicores, 'm') : null,
        demand ? figure(demand.carriedMillicores, 'm') : null,
        demand?.replicas ?? null,
      ];
    }),
  );
}

export function settingsTable({ settings, versions }: Report): Html {
  const general = table(
    ['Setting', 'Value'],
    [
      ['Target', settings.url],
      ['Stage', settings.stage],
      ['Cluster', settings.cluster],
      ['Kubernetes', versions.kubernetes],
      ['k6', versions.k6],
      ['Node', versions.node],
      ['Connections', 'a new one for each request'],
      ['Latency bound (p95)', figure(settings.p95BoundMs, 'ms')],
      ['Drain', figure(settings.drainSeconds, 's')],
      [
        'Time to scale in',
        settings.scaleInBoundSeconds === null ? null : figure(settings.scaleInBoundSeconds, 's at most'),
      ],
    ],
  );
  const services = table(
    ['Service', 'Pods', 'CPU request', 'CPU limit', 'CPU target', 'Scale-in window'],
    settings.services.map((service) => [
      service.name,
      `${service.minReplicas} to ${service.maxReplicas}`,
      figure(service.cpuRequestMillicores, 'm'),
      figure(service.cpuLimitMillicores, 'm'),
      `${service.targetCpuPercent} %`,
      figure(service.scaleDownStabilizationSeconds, 's'),
    ]),
  );
  return html`${services}${general}`;
}

export function eventsTable({ events }: Report): Html {
  return table(
    ['Seconds from the load step', 'Event'],
    events.map(({ at, text }) => [at.toLocaleString('en', { minimumFractionDigits: 1 }), text]),
  );
}
