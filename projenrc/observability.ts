import { type NxTarget, inProject } from './nx-config.ts';

/** What records a service's spans and sends them; a service loads it only where it is told to. */
export const openTelemetry = [
  '@opentelemetry/api',
  '@opentelemetry/core',
  '@opentelemetry/exporter-trace-otlp-http',
  '@opentelemetry/resources',
  '@opentelemetry/sdk-trace',
  '@opentelemetry/semantic-conventions',
] as const;

/** The parser of PromQL, and what it needs beside it. */
export const promql = ['@lezer/common', '@lezer/highlight', '@lezer/lr', '@prometheus-io/lezer-promql'] as const;

/** Builds dashboards as objects. */
export const grafana = '@grafana/grafana-foundation-sdk';

/** The Nx target that writes the dashboard anew, and the files that tests hold against the code. */
export const dashboard = {
  pages: ['grafana/eks-practice.json', 'observability.md'],
  targets: {
    dashboard: { command: 'node src/commands/write-dashboard.ts', options: inProject, cache: false },
  } satisfies Record<string, NxTarget>,
};
