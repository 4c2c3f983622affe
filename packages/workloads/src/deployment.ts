import { type Service, serviceNamed } from '@eks-practice/catalogue/services';
import { type ServiceSettings, type Stage, isOnEks } from '@eks-practice/stages/stage';
import {
  type Container,
  type EnvVar,
  IntOrString,
  KubeDeployment,
  type Probe,
  Quantity,
  type ResourceRequirements,
  type TopologySpreadConstraint,
} from 'cdk8s-plus-34/lib/imports/k8s.js';
import type { Construct } from 'constructs';
import { labelsOf, selectorOf, serviceObjectName } from './labels.ts';
import { terminationOf } from './termination.ts';
import { tracingEnvironment } from './tracing.ts';

/** The user that the images run as; the distroless images call it nonroot. */
const nonRootUser = 65532;

/** The names of a container's ports: of the service's endpoints, and of what only the kubelet and a scraper ask for. */
const portName = { main: 'http', admin: 'admin' };

export interface DeploymentProps {
  readonly service: Service;
  readonly stage: Stage;
  /** The image to run, with its tag. */
  readonly image: string;
}

/** A service's pods. It has no `replicas`: the HorizontalPodAutoscaler owns that field, and applying one would undo its work. */
export function deployment(scope: Construct, { service, stage, image }: DeploymentProps): void {
  const settings = stage.services[service.name] as ServiceSettings;
  const termination = terminationOf(stage.drainSeconds);
  new KubeDeployment(scope, `${service.name}-deployment`, {
    metadata: { name: service.name, labels: labelsOf(service) },
    spec: {
      selector: { matchLabels: selectorOf(service) },
      revisionHistoryLimit: 5,
      progressDeadlineSeconds: progressDeadlineSeconds(stage),
      strategy: {
        type: 'RollingUpdate',
        // No pod goes before its successor is ready.
        rollingUpdate: { maxUnavailable: IntOrString.fromNumber(0), maxSurge: IntOrString.fromString('25%') },
      },
      template: {
        metadata: { labels: labelsOf(service), annotations: scrapeAnnotations(service) },
        spec: {
          serviceAccountName: service.name,
          automountServiceAccountToken: false,
          enableServiceLinks: false,
          terminationGracePeriodSeconds: termination.gracePeriodSeconds,
          topologySpreadConstraints: ['topology.kubernetes.io/zone', 'kubernetes.io/hostname'].map(spreadOver(service)),
          securityContext: {
            runAsNonRoot: true,
            runAsUser: nonRootUser,
            runAsGroup: nonRootUser,
            seccompProfile: { type: 'RuntimeDefault' },
          },
          containers: [
            {
              name: service.name,
              image,
              // The tag is a hash of the content, so what is there is what is meant.
              imagePullPolicy: 'IfNotPresent',
              ports: [
                { name: portName.main, containerPort: service.port },
                { name: portName.admin, containerPort: service.adminPort },
              ],
              env: [...environment(service, termination.farewellSeconds), ...tracingEnvironment(stage)],
              resources: resources(settings),
              ...probes,
              lifecycle: { preStop: { sleep: { seconds: termination.preStopSeconds } } },
              securityContext: {
                allowPrivilegeEscalation: false,
                readOnlyRootFilesystem: true,
                capabilities: { drop: ['ALL'] },
              },
            },
          ],
        },
      },
    },
  });
}

/**
 * A rollout that makes no progress for this long is reported as stalled. On EKS a pod may wait for a node to be started and for
 * the load balancer to find it healthy, minutes each: Kubernetes' default.
 */
function progressDeadlineSeconds(stage: Stage): number {
  return isOnEks(stage) ? 600 : 120;
}

/** By these a Prometheus that discovers pods finds the metrics; its usual configuration for Kubernetes reads them. */
function scrapeAnnotations({ adminPort }: Service): Record<string, string> {
  return {
    'prometheus.io/scrape': 'true',
    'prometheus.io/port': String(adminPort),
    'prometheus.io/path': '/metrics',
  };
}

function environment(service: Service, drainSeconds: number): EnvVar[] {
  return [
    { name: 'PORT', value: String(service.port) },
    { name: 'ADMIN_PORT', value: String(service.adminPort) },
    { name: 'DRAIN_SECONDS', value: String(drainSeconds) },
    { name: 'POD_NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
    ...service.calls.map(serviceNamed).map((callee) => ({
      name: callee.hostVariable,
      value: serviceObjectName(callee),
    })),
  ];
}

/** Every container has a CPU request: without one the autoscaler has nothing to take per cent of and reads `<unknown>`. */
function resources({ resources: settings }: ServiceSettings): ResourceRequirements {
  const quantities = (millicores: number, mebibytes: number): Record<string, Quantity> => ({
    cpu: Quantity.fromString(`${millicores}m`),
    memory: Quantity.fromString(`${mebibytes}Mi`),
  });
  return {
    requests: quantities(settings.cpuRequestMillicores, settings.memoryRequestMiB),
    limits: quantities(settings.cpuLimitMillicores, settings.memoryLimitMiB),
  };
}

const probe = (path: string, timing: Partial<Probe>): Probe => ({
  httpGet: { path, port: IntOrString.fromString(portName.admin) },
  timeoutSeconds: 2,
  ...timing,
});

const probes = {
  // Every second, because until it passes the new pod takes no load off the others; half a minute for a starved node.
  startupProbe: probe('/readyz', { periodSeconds: 1, failureThreshold: 30 }),
  readinessProbe: probe('/readyz', { periodSeconds: 3, failureThreshold: 2 }),
  // Slow to judge: a restart under load takes capacity away when it is needed most.
  livenessProbe: probe('/healthz', { periodSeconds: 10, failureThreshold: 3 }),
} satisfies Partial<Container>;

/** Prefers an even spread without refusing to start: one zone or node short, a pod in the wrong place beats none. */
function spreadOver(service: Service): (topologyKey: string) => TopologySpreadConstraint {
  return (topologyKey) => ({
    topologyKey,
    maxSkew: 1,
    whenUnsatisfiable: 'ScheduleAnyway',
    labelSelector: { matchLabels: selectorOf(service) },
    matchLabelKeys: ['pod-template-hash'],
  });
}
