import { errorText } from '../verdict/wording.ts';
import { figure } from './figures.ts';
import { type Html, html } from './html.ts';
import type { Report } from './report.ts';
import { predictedText } from './staircase-section.ts';
import { comparison, pairs, table } from './table.ts';

export function workloadsTable({ workloads }: Report): Html {
  return comparison('What each workload did', workloads, {
    'Pods over time': ({ replicas }) => replicas.join(' → ') || null,
    'Pods over time, predicted': (workload) => predictedText(workload),
    'Ready pods, least to most': ({ replicasSeen: { min, max } }) => (min === max ? min : `${min} to ${max}`),
    'Decision to scale out': ({ firstDecisionSeconds }) => after(firstDecisionSeconds, 'the load step'),
    'First new pod ready': ({ firstNewPodReadySeconds }) => after(firstNewPodReadySeconds, 'the load step'),
    'Last extra pod gone': ({ scaledInSeconds }) => after(scaledInSeconds, 'the load’s end'),
    'CPU of a pod at most': ({ cpuMostMillicores, cpuTargetMillicores }) =>
      cpuMostMillicores === null
        ? null
        : `${figure(cpuMostMillicores, 'm')}, ${Math.round((cpuMostMillicores / cpuTargetMillicores) * 100)} % of its target`,
    'CPU target of a pod': ({ cpuTargetMillicores }) => figure(cpuTargetMillicores, 'm'),
    'CPU for a request': ({ cpuMsPerRequest }) => figure(cpuMsPerRequest, 'ms'),
    'Pods expected at the peak': ({ expectedReplicas }) => expectedReplicas,
  });
}

function after(seconds: number | null, event: string): string | null {
  return seconds === null ? null : `${figure(seconds, 's')} after ${event}`;
}

export function settingsTables({ machine, settings, versions }: Report): Html {
  const services = comparison('Settings of each service', settings.services, {
    Pods: ({ minReplicas, maxReplicas }) => `${minReplicas} to ${maxReplicas}`,
    'CPU target': ({ targetCpuPercent }) => `${targetCpuPercent} % of the request`,
    'Scale-out step': ({ scaleUp: { percent, periodSeconds, pods } }) =>
      `${pods} pods or ${percent} %, within ${periodSeconds} s`,
    'Scale-in window': ({ scaleDownStabilizationSeconds }) => figure(scaleDownStabilizationSeconds, 's'),
    'CPU, request and limit': (service) => `${service.cpuRequestMillicores} m, ${service.cpuLimitMillicores} m`,
    'Memory, request and limit': (service) => `${service.memoryRequestMiB} MiB, ${service.memoryLimitMiB} MiB`,
    Image: ({ image }) => image,
  });
  const { cores, memoryMiB, os, architecture } = machine;
  return html`${services}
  ${pairs({
    Stage: settings.stage,
    Cluster: settings.cluster,
    Kubernetes: versions.kubernetes,
    'Load goes to': `${settings.service} at ${settings.url}`,
    'Load comes from':
      settings.runners === undefined
        ? 'one k6 on this machine'
        : `${settings.runners} k6 in the cluster, to the Service behind that address`,
    Connections: 'a new one for each request',
    'Latency bound (p95)': figure(settings.p95BoundMs, 'ms'),
    'Metrics measured': orNull(settings.metricsResolutionSeconds, (seconds) => `every ${seconds} s`),
    'Drain of a pod': figure(settings.drainSeconds, 's'),
    'Time to scale in': orNull(settings.scaleInBoundSeconds, (seconds) => `${seconds} s at most`),
    k6: versions.k6,
    Node: versions.node,
    Machine: `${cores} cores, ${figure(memoryMiB / 1024, 'GiB')}, ${os} ${architecture}`,
  })}`;
}

function orNull<T, U>(value: T | null, text: (value: T) => U): U | null {
  return value === null ? null : text(value);
}

export function thresholdsTable({ thresholds }: Report): Html {
  return table(
    'Thresholds',
    ['Threshold', 'Must be', 'Measured', 'Result'],
    thresholds.map(({ metric, condition, ok, values }) => {
      const [, key = '', bound = ''] = /^(.+?)([<>=]=?.*)$/.exec(condition) ?? [];
      return [metric, `${key} ${bound}`, figure(values[key] ?? null), ok ? '✓ met' : '✗ not met'];
    }),
  );
}

/** Failed requests, by what happened nearest to them. */
export function failuresTable({ failures }: Report): Html {
  return table(
    'Failures',
    ['Failed', 'How', 'When', 'Nearest event'],
    failures.map(({ count, errorCode, event, eventAt, firstAt, lastAt }) => [
      count.toLocaleString('en'),
      errorText(errorCode),
      firstAt === lastAt ? `${firstAt} s` : `${firstAt} to ${lastAt} s`,
      event === null ? 'none near it' : `${event}, ${eventAt} s`,
    ]),
  );
}

export function demandTable({ expected }: Report): Html {
  return comparison('CPU that the peak was expected to need', expected, {
    'Expected at the peak': ({ millicores }) => figure(millicores, 'm'),
    'Scales out above': ({ scaleOutMillicores }) => figure(scaleOutMillicores, 'm'),
    'Carried by the pods at rest': ({ carriedMillicores }) => figure(carriedMillicores, 'm'),
  });
}

export function eventsTable({ events }: Report): Html {
  return table(
    'Events',
    ['Time', 'Event'],
    events.map(({ at, text }) => [`${at.toLocaleString('en', { minimumFractionDigits: 1 })} s`, text]),
  );
}
