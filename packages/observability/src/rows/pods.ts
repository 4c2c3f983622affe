import { BytesIEC, PercentUnit, Seconds, Short } from '@grafana/grafana-foundation-sdk/units';
import type { Row } from '../panel.ts';
import { ofContainers, ofServices } from '../selectors.ts';

const periods = (kind: string) => `sum by (pod) (rate(container_cpu_cfs_${kind}{${ofContainers}}[$__rate_interval]))`;

/** What each pod uses, and where it is held up. */
export const pods: Row = {
  title: 'Pods',
  panels: [
    {
      title: 'CPU, in cores',
      description: 'Of each pod. The lines of its limit are drawn once for a service.',
      unit: Short,
      queries: [
        {
          expr: `sum by (pod) (rate(container_cpu_usage_seconds_total{${ofContainers}}[$__rate_interval]))`,
          legend: '{{pod}}',
        },
        {
          expr: `max by (container) (kube_pod_container_resource_limits{${ofContainers}, resource="cpu"})`,
          legend: '{{container}} limit',
        },
      ],
    },
    {
      title: 'Throttled periods',
      description:
        'The share of periods in which a pod had used up its CPU limit. A start is throttled; a pod at work should not be.',
      unit: PercentUnit,
      queries: [{ expr: `${periods('throttled_periods_total')} / ${periods('periods_total')}`, legend: '{{pod}}' }],
    },
    {
      title: 'Memory',
      description: 'The working set, which the kernel kills a pod for when it reaches the limit.',
      unit: BytesIEC,
      queries: [
        { expr: `sum by (pod) (container_memory_working_set_bytes{${ofContainers}})`, legend: '{{pod}}' },
        {
          expr: `max by (container) (kube_pod_container_resource_limits{${ofContainers}, resource="memory"})`,
          legend: '{{container}} limit',
        },
      ],
    },
    {
      title: 'Event loop lag, p99',
      description: 'How late Node runs what is due. It rises before CPU does where one request blocks the others.',
      unit: Seconds,
      queries: [{ expr: `max by (pod) (nodejs_eventloop_lag_p99_seconds{${ofServices}})`, legend: '{{pod}}' }],
    },
    {
      title: 'Heap in use',
      description: 'Of V8. A floor that rises from one garbage collection to the next is a leak.',
      unit: BytesIEC,
      queries: [{ expr: `sum by (pod) (nodejs_heap_size_used_bytes{${ofServices}})`, legend: '{{pod}}' }],
    },
    {
      title: 'Restarts',
      description: 'In the last hour; none is right.',
      unit: Short,
      queries: [
        {
          expr: `sum by (pod) (increase(kube_pod_container_status_restarts_total{${ofContainers}}[1h]))`,
          legend: '{{pod}}',
        },
      ],
    },
  ],
};
