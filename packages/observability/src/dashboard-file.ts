import { fromRoot } from '@eks-practice/machine/repository';
import { dashboard } from './dashboard.ts';

/** Where the dashboard is, for Grafana to import. */
export const dashboardFile = fromRoot('docs/grafana/eks-practice.json');

/** What it holds. */
export function dashboardText(): string {
  return `${JSON.stringify(dashboard(), null, 2)}\n`;
}
