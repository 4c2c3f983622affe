import {
  type Dashboard,
  DashboardBuilder,
  DashboardCursorSync,
  DatasourceVariableBuilder,
  QueryVariableBuilder,
  VariableRefresh,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { dataSource, panelBuilder, rowBuilder } from './panel.ts';
import { calls } from './rows/calls.ts';
import { pods } from './rows/pods.ts';
import { requests } from './rows/requests.ts';
import { scaling } from './rows/scaling.ts';
import { serviceLabel } from './selectors.ts';

/** Tells Grafana that an import is a new version of the dashboard that it has, not another. */
const uid = 'eks-practice';

/** The dashboard of a stage: what its callers get, what its services do, and how it scales. */
export function dashboard(): Dashboard {
  const builder = new DashboardBuilder('eks-practice')
    .uid(uid)
    .description('The services of a stage. Generated: change packages/observability, not this.')
    .tags(['eks-practice'])
    .timezone('browser')
    .time({ from: 'now-30m', to: 'now' })
    .refresh('10s')
    .tooltip(DashboardCursorSync.Crosshair)
    .readonly()
    .withVariable(new DatasourceVariableBuilder('datasource').label('Prometheus').type('prometheus'))
    .withVariable(choice('stage', 'Stage', 'label_values(http_request_duration_seconds_count, namespace)'))
    .withVariable(
      choice(
        'service',
        'Service',
        `label_values(http_request_duration_seconds_count{namespace="$stage"}, ${serviceLabel})`,
      )
        .multi(true)
        .includeAll(true),
    );
  let id = 0;
  for (const row of [requests, calls, scaling, pods]) {
    builder.withRow(rowBuilder(row, ++id));
    for (const panel of row.panels) builder.withPanel(panelBuilder(panel, ++id));
  }
  return builder.build();
}

function choice(name: string, label: string, query: string): QueryVariableBuilder {
  return new QueryVariableBuilder(name)
    .label(label)
    .query(query)
    .datasource(dataSource)
    .refresh(VariableRefresh.OnTimeRangeChanged);
}
