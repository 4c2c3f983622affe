import { RequestsPerSecond, Seconds, Short } from '@grafana/grafana-foundation-sdk/units';
import type { Row } from '../panel.ts';
import { ofServices, serviceLabel } from '../selectors.ts';

/** What services get from each other. */
export const calls: Row = {
  title: 'Calls between services',
  panels: [
    {
      title: 'Calls by outcome',
      description: 'A retried call is one call. What each outcome means stands in docs/observability.md.',
      unit: RequestsPerSecond,
      queries: [
        {
          expr: `sum by (${serviceLabel}, upstream, outcome) (rate(upstream_call_duration_seconds_count{${ofServices}}[$__rate_interval]))`,
          legend: `{{${serviceLabel}}} to {{upstream}}: {{outcome}}`,
        },
      ],
    },
    {
      title: 'Duration of calls, p95',
      description: "As the caller sees it; the callee's own view is among the requests.",
      unit: Seconds,
      queries: [
        {
          expr: `histogram_quantile(0.95, sum by (${serviceLabel}, upstream, le) (rate(upstream_call_duration_seconds_bucket{${ofServices}}[$__rate_interval])))`,
          legend: `{{${serviceLabel}}} to {{upstream}}`,
        },
      ],
    },
    {
      title: 'Connections, and calls that wait for one',
      description: 'A pod opens 64 connections at most. Calls that wait: the upstream is slow, or too few of its pods.',
      unit: Short,
      queries: [
        {
          expr: `sum by (${serviceLabel}, upstream, state) (upstream_connections{${ofServices}})`,
          legend: `{{${serviceLabel}}} to {{upstream}}: {{state}}`,
        },
        {
          expr: `sum by (${serviceLabel}, upstream) (upstream_calls_waiting{${ofServices}})`,
          legend: `{{${serviceLabel}}} to {{upstream}}: waiting`,
        },
      ],
    },
  ],
};
