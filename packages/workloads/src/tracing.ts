import type { Stage, Tracing } from '@eks-practice/stages/stage';
import { type EnvVar, IntOrString, type NetworkPolicyEgressRule } from 'cdk8s-plus-34/lib/imports/k8s.js';
import { namespaceNamed } from './labels.ts';

/** What a service must know to export its spans; nothing where its stage has no tracing. */
export function tracingEnvironment({ name, tracing }: Stage): EnvVar[] {
  if (!tracing) return [];
  return [
    { name: 'OTEL_EXPORTER_OTLP_ENDPOINT', value: tracing.endpoint },
    { name: 'OTEL_TRACES_SAMPLER', value: 'parentbased_traceidratio' },
    { name: 'OTEL_TRACES_SAMPLER_ARG', value: String(tracing.sampleRatio) },
    { name: 'OTEL_RESOURCE_ATTRIBUTES', value: `deployment.environment.name=${name},k8s.namespace.name=${name}` },
  ];
}

/** The way to the collector. */
export function tracingEgress({ tracing }: Stage): NetworkPolicyEgressRule[] {
  return tracing ? [{ to: [namespaceNamed(namespaceOf(tracing))], ports: [portOf(tracing)] }] : [];
}

/** The second part of the host, as the model has it. */
function namespaceOf({ endpoint }: Tracing): string {
  return new URL(endpoint).hostname.split('.')[1] as string;
}

/** A policy acts on the port of the pod: the collector's Service must have the same. */
function portOf({ endpoint }: Tracing) {
  // By the URL's own rule a port of 80 is not written.
  return { protocol: 'TCP', port: IntOrString.fromNumber(Number(new URL(endpoint).port || 80)) };
}
