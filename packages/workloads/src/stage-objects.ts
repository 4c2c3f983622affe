import { App } from 'cdk8s';
import { stringify } from 'yaml';
import { StageChart, type StageChartProps } from './stage-chart.ts';

/** A Kubernetes object as it goes over the wire. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly spec?: Readonly<Record<string, unknown>>;
}

/** Every Kubernetes object of a stage, in the order they are to be applied. */
export function stageObjects(props: StageChartProps): KubernetesObject[] {
  return new StageChart(new App(), props.stage.name, props).toJson() as KubernetesObject[];
}

/** The objects as one YAML document each, as kubectl reads them. */
export function toYaml(objects: readonly KubernetesObject[]): string {
  return objects.map((object) => stringify(object)).join('---\n');
}
