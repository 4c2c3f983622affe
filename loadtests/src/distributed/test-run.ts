import { toolEnvironment } from '@eks-practice/machine/tool-environment';
import type { Stage } from '@eks-practice/stages/stage';
import { k6Version } from '../k6.ts';

/** As much of a Kubernetes object as all have in common. */
export interface KubernetesManifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly labels: Record<string, string> };
  readonly [field: string]: unknown;
}

export interface TestRunOptions {
  /** From {@link loadNamespace}. */
  readonly namespace: string;
  /** Names what belongs to the run, within its namespace. */
  readonly name: string;
  readonly runners: number;
  /** The runners' image, e.g. `grafana/k6:1.8.1`. */
  readonly image: string;
  /** What `k6 archive` has made: the scenario with all that it imports, and its settings. */
  readonly archive: Buffer;
}

const archiveFile = 'archive.tar';
const labels = { 'app.kubernetes.io/part-of': 'eks-practice', 'app.kubernetes.io/managed-by': 'eks-practice' };

/** Nobody's in particular; k6's own image names one too, but by its name, which kubelet cannot tell from root's. */
const nonRootUser = 65_532;

const serviceAccountName = 'k6';

/**
 * A namespace beside the stage's own, so that the recorder takes no runner for a pod of the stage; one for each load, since
 * that of the load before may still be going.
 * @param at when the load is sent, in milliseconds since the Unix epoch
 */
export function loadNamespace(stage: Pick<Stage, 'name'>, at: number): string {
  return `${stage.name}-load-${at.toString(36)}`;
}

/**
 * The runners' image: k6's own, of the version that made the archive. EKS_PRACTICE_K6_IMAGE names another, e.g. one with a
 * digest, or of a registry that the cluster reaches.
 */
export async function runnerImage(k6: string): Promise<string> {
  return toolEnvironment().EKS_PRACTICE_K6_IMAGE ?? `grafana/k6:${await k6Version(k6)}`;
}

/** Everything that a distributed load needs, in the order in which it is made. Without the operator the last one is refused. */
export function testRunObjects(options: TestRunOptions): KubernetesManifest[] {
  const { namespace } = options;
  const restricted = { 'pod-security.kubernetes.io/enforce': 'restricted' };
  return [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace, labels: { ...labels, ...restricted } } },
    {
      ...{ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: serviceAccountName, namespace, labels } },
      automountServiceAccountToken: false,
    },
    {
      ...{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: options.name, namespace, labels } },
      immutable: true,
      binaryData: { [archiveFile]: options.archive.toString('base64') },
    },
    {
      ...{ apiVersion: 'k6.io/v1alpha1', kind: 'TestRun', metadata: { name: options.name, namespace, labels } },
      spec: testRunSpec(options),
    },
  ];
}

/**
 * The operator starts so many pods, gives each its execution segment, and lets them go at once; so no rate is divided here.
 * Fields by the operator's CRD (testruns.k6.io, v1alpha1), which wants some booleans as text.
 */
function testRunSpec({ image, name, runners }: TestRunOptions): Record<string, unknown> {
  return {
    parallelism: runners,
    script: { configMap: { name, file: archiveFile } },
    // Each request is a line of the log, as it was printed: no time, no level.
    arguments: '--log-format=raw --no-color --no-usage-report',
    runner: {
      ...confined,
      image,
      imagePullPolicy: 'IfNotPresent',
      env: [{ name: 'K6_AUTO_EXTENSION_RESOLUTION', value: 'false' }],
      resources: runnerResources,
      // The initializer, which is made like a runner, writes its archive there.
      volumes: [{ name: 'tmp', emptyDir: {} }],
      volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }],
      topologySpreadConstraints: [
        {
          maxSkew: 1,
          topologyKey: 'kubernetes.io/hostname',
          // Not `separate: true`: with fewer nodes than runners, that would leave some without a node for ever.
          whenUnsatisfiable: 'ScheduleAnyway',
          labelSelector: { matchLabels: { app: 'k6', k6_cr: name } },
        },
      ],
    },
    starter: confined,
  };
}

/** What the restricted Pod Security standard wants of a pod and its container; with no way to the Kubernetes API. */
const confined = {
  serviceAccountName,
  automountServiceAccountToken: 'false',
  securityContext: {
    ...{ runAsNonRoot: true, runAsUser: nonRootUser, runAsGroup: nonRootUser, fsGroup: nonRootUser },
    seccompProfile: { type: 'RuntimeDefault' },
  },
  containerSecurityContext: {
    ...{ allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
  },
};

/**
 * For 400 requests/s, the most that a runner sends. No CPU limit: a runner that is throttled starts requests late, and
 * would tell the target's latency too high.
 */
const runnerResources = {
  requests: { cpu: '500m', memory: '512Mi' },
  limits: { memory: '1Gi' },
};
