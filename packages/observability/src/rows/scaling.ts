import { Percent, Short } from '@grafana/grafana-foundation-sdk/units';
import type { Query, Row } from '../panel.ts';
import { ofAutoscalers, ofContainers } from '../selectors.ts';

const replicas = (field: string, what: string): Query => ({
  expr: `max by (horizontalpodautoscaler) (kube_horizontalpodautoscaler_${field}_replicas{${ofAutoscalers}})`,
  legend: `{{horizontalpodautoscaler}} ${what}`,
});

/** What the autoscalers see and do. */
export const scaling: Row = {
  title: 'Autoscaling',
  panels: [
    {
      title: 'Replicas',
      description: 'Wanted above present for long: pods cannot be placed or do not get ready. Wanted at most: no room.',
      unit: Short,
      queries: [
        replicas('status_desired', 'wanted'),
        replicas('status_current', 'present'),
        replicas('spec_min', 'at least'),
        replicas('spec_max', 'at most'),
      ],
    },
    {
      title: 'CPU use of the request',
      description:
        'What an autoscaler compares to its target, though it reads metrics-server, which is some 15 s behind.',
      unit: Percent,
      queries: [
        {
          expr:
            `100 * sum by (container) (rate(container_cpu_usage_seconds_total{${ofContainers}}[$__rate_interval]))` +
            ` / sum by (container) (kube_pod_container_resource_requests{${ofContainers}, resource="cpu"})`,
          legend: '{{container}}',
        },
        {
          expr: `max by (horizontalpodautoscaler) (kube_horizontalpodautoscaler_spec_target_metric{${ofAutoscalers}, metric_name="cpu", metric_target_type="utilization"})`,
          legend: '{{horizontalpodautoscaler}} target',
        },
      ],
    },
    {
      title: 'Ready pods',
      description: 'By the kubelet: only these get requests.',
      unit: Short,
      queries: [
        {
          expr: `sum by (container) (kube_pod_container_status_ready{${ofContainers}})`,
          legend: '{{container}}',
        },
      ],
    },
  ],
};
