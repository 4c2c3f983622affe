import {
  type DataSourceRef,
  LegendDisplayMode,
  LegendPlacement,
  VisibilityMode,
} from '@grafana/grafana-foundation-sdk/common';
import { VizLegendOptionsBuilder } from '@grafana/grafana-foundation-sdk/common';
import { RowBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { DataqueryBuilder } from '@grafana/grafana-foundation-sdk/prometheus';
import { PanelBuilder } from '@grafana/grafana-foundation-sdk/timeseries';

/** A line or several of a panel. */
export interface Query {
  /** PromQL. */
  readonly expr: string;
  /** What each line is called; `{{label}}` stands for a label's value. */
  readonly legend: string;
}

/** Lines over time. */
export interface Panel {
  readonly title: string;
  /** What it shows, and what to read from it. */
  readonly description: string;
  /** Grafana's name of the unit, of its `units` module. */
  readonly unit: string;
  readonly queries: readonly Query[];
}

/** Panels that belong together, under a title. */
export interface Row {
  readonly title: string;
  readonly panels: readonly Panel[];
}

/** The Prometheus that is chosen at the top of the dashboard. */
export const dataSource: DataSourceRef = { type: 'prometheus', uid: '${datasource}' };

/** In Grafana's grid, which is 24 wide: three panels side by side. */
const size = { width: 8, height: 8 };

/** @param id no other panel's or row's */
export function panelBuilder({ title, description, unit, queries }: Panel, id: number): PanelBuilder {
  const legend = new VizLegendOptionsBuilder()
    .displayMode(LegendDisplayMode.List)
    .placement(LegendPlacement.Bottom)
    .showLegend(true);
  const panel = new PanelBuilder()
    .id(id)
    .title(title)
    .description(description)
    .datasource(dataSource)
    .unit(unit)
    .min(0)
    .span(size.width)
    .height(size.height)
    .fillOpacity(10)
    .showPoints(VisibilityMode.Never)
    .legend(legend);
  return queries.reduce((withTargets, query, index) => withTargets.withTarget(target(query, index)), panel);
}

/** @param id no other panel's or row's */
export function rowBuilder({ title }: Row, id: number): RowBuilder {
  return new RowBuilder(title).id(id);
}

function target({ expr, legend }: Query, index: number): DataqueryBuilder {
  const refId = String.fromCharCode('A'.charCodeAt(0) + index);
  return new DataqueryBuilder().refId(refId).datasource(dataSource).expr(expr).legendFormat(legend).range();
}
