/** The samplers of OpenTelemetry's specification that every SDK has. */
export const samplerNames = [
  'always_on',
  'always_off',
  'traceidratio',
  'parentbased_always_on',
  'parentbased_always_off',
  'parentbased_traceidratio',
] as const;
export type SamplerName = (typeof samplerNames)[number];

/** Which spans are recorded, what each says of its service, and where they are sent. */
export interface TracingOptions {
  readonly serviceName: string;
  /** Tells one process of the service from another. */
  readonly podName: string;
  /** Where spans are posted to, OTLP's path included. */
  readonly url: string;
  /** Of each post. May be secrets: they are never logged. */
  readonly headers: Readonly<Record<string, string>>;
  /** Of the resource: besides the service and its pod. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly sampler: SamplerName;
  /** The share of traces that the samplers by ratio record, 0 to 1. */
  readonly ratio: number;
}
