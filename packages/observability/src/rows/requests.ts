import { PercentUnit, RequestsPerSecond, Seconds, Short } from '@grafana/grafana-foundation-sdk/units';
import type { Panel, Row } from '../panel.ts';
import { ofServices, serviceLabel } from '../selectors.ts';

const count = (labels = '') => `rate(http_request_duration_seconds_count{${ofServices}${labels}}[$__rate_interval])`;

const quantile = (share: number): Panel['queries'][number] => ({
  expr: `histogram_quantile(${share}, sum by (${serviceLabel}, le) (rate(http_request_duration_seconds_bucket{${ofServices}}[$__rate_interval])))`,
  legend: `{{${serviceLabel}}} p${share * 100}`,
});

/** What callers get. */
export const requests: Row = {
  title: 'Requests',
  panels: [
    {
      title: 'Requests by status',
      description: 'Answered requests a second. Status 499: the caller left before its answer.',
      unit: RequestsPerSecond,
      queries: [{ expr: `sum by (${serviceLabel}, status) (${count()})`, legend: `{{${serviceLabel}}} {{status}}` }],
    },
    {
      title: 'Failed share',
      description: 'Of all requests, those answered with 5xx. A rollout, a scale-in or a drain should not show here.',
      unit: PercentUnit,
      queries: [
        {
          // Nothing failed is a line at zero, not no line.
          expr: `(sum by (${serviceLabel}) (${count(', status=~"5.."')}) or 0 * sum by (${serviceLabel}) (${count()})) / sum by (${serviceLabel}) (${count()})`,
          legend: `{{${serviceLabel}}}`,
        },
      ],
    },
    {
      title: 'Duration',
      description: 'From a request to the last byte of its answer, of all pods together.',
      unit: Seconds,
      queries: [quantile(0.5), quantile(0.95), quantile(0.99)],
    },
    {
      title: 'Duration by route, p95',
      description: 'Which route is slow.',
      unit: Seconds,
      queries: [
        {
          expr: `histogram_quantile(0.95, sum by (${serviceLabel}, method, route, le) (rate(http_request_duration_seconds_bucket{${ofServices}}[$__rate_interval])))`,
          legend: `{{${serviceLabel}}} {{method}} {{route}}`,
        },
      ],
    },
    {
      title: 'In flight, by pod',
      description: 'Requests that are not answered yet. One pod far above the others: the load does not spread.',
      unit: Short,
      queries: [{ expr: `sum by (pod) (http_requests_in_flight{${ofServices}})`, legend: '{{pod}}' }],
    },
    {
      title: 'Requests by pod',
      description: 'A new pod should soon have its share.',
      unit: RequestsPerSecond,
      queries: [{ expr: `sum by (pod) (${count()})`, legend: '{{pod}}' }],
    },
  ],
};
