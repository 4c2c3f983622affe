import type {
  V1Deployment,
  V1Node,
  V1Pod,
  V2HPAScalingRules,
  V2HorizontalPodAutoscaler,
} from '@kubernetes/client-node';
import { type ScaleUpRules, defaultTolerance } from '@eks-practice/stages/scale-out';
import type { ReactionFacts, Setting, WorkloadFacts } from '../reaction/facts.ts';
import { seconds } from './quantity.ts';

/** What the facts are read from; undefined what the caller may not see. */
export interface SeenObjects {
  readonly onEks: boolean;
  readonly services: readonly string[];
  /** Of the stage's namespace. */
  readonly deployments: readonly V1Deployment[];
  readonly autoscalers: readonly V2HorizontalPodAutoscaler[];
  /** Of kube-system. */
  readonly system: { readonly deployments: readonly V1Deployment[]; readonly pods: readonly V1Pod[] | undefined };
  readonly nodes: readonly V1Node[] | undefined;
}

/** Reads from a cluster's own objects how soon its autoscalers react; what cannot be seen is said to be unknown. */
export function reactionFacts(seen: SeenObjects): ReactionFacts {
  const controller = controllerArguments(seen);
  return {
    // A flag of the kubelet (`--housekeeping-interval`) that its API does not show; nobody here sets it.
    cadvisor: { seconds: 10, source: "the kubelet's default, longer by chance up to twice that" },
    resolution: resolution(named(seen.system.deployments, 'metrics-server')),
    sync: syncPeriod(controller, seen.onEks),
    workloads: Object.fromEntries(seen.services.map((name) => [name, workloadFacts(name, seen, controller)])),
  };
}

export function named<T extends { metadata?: { name?: string } }>(items: readonly T[], name: string): T | undefined {
  return items.find(({ metadata }) => metadata?.name === name);
}

/** `metric-resolution` is 60 s in the binary (pkg/../options.go of metrics-server); its manifest and EKS's add-on give 15 s. */
function resolution(metricsServer: V1Deployment | undefined): Setting {
  const container = metricsServer?.spec?.template.spec?.containers[0];
  if (!container) return { seconds: null, source: 'there is no Deployment of metrics-server' };
  const text = flag([...(container.command ?? []), ...(container.args ?? [])], 'metric-resolution');
  return text === undefined
    ? { seconds: 60, source: "metrics-server's default, as no argument sets it" }
    : { seconds: seconds(text), source: "metrics-server's argument" };
}

/**
 * The controller manager's arguments, where they can be seen: a kubeadm cluster shows it as a pod; K3s has it in its own
 * process, and writes what it was started with into an annotation of its node.
 */
function controllerArguments({ system, nodes }: SeenObjects): readonly string[] | undefined {
  const pod = system.pods?.find(({ metadata }) => metadata?.labels?.component === 'kube-controller-manager');
  const container = pod?.spec?.containers[0];
  if (container) return [...(container.command ?? []), ...(container.args ?? [])];
  const annotations = nodes?.map(({ metadata }) => metadata?.annotations?.['k3s.io/node-args'] ?? '') ?? [];
  return annotations
    .map((text) => (text === '' ? [] : (JSON.parse(text) as string[])))
    .find(([role]) => role === 'server');
}

function syncPeriod(controller: readonly string[] | undefined, onEks: boolean): Setting {
  const text = controller && flag(controller, 'horizontal-pod-autoscaler-sync-period');
  if (text !== undefined) return { seconds: seconds(text), source: "the controller manager's argument" };
  if (controller)
    return { seconds: 15, source: "Kubernetes' default, as no argument of the controller manager sets it" };
  if (onEks) return { seconds: 15, source: "EKS's documentation; its control plane shows no arguments" };
  return { seconds: null, source: "the controller manager's arguments cannot be seen" };
}

/** Of `--name=value`, or of the `name=value` that K3s takes for the controller manager; of several the last one counts. */
function flag(words: readonly string[], name: string): string | undefined {
  const pattern = new RegExp(String.raw`(?:^|--|=)${name}=(\S+)`);
  return words.map((word) => pattern.exec(word)?.[1]).findLast((value) => value !== undefined);
}

function workloadFacts(name: string, seen: SeenObjects, controller: readonly string[] | undefined): WorkloadFacts {
  const container = named(seen.deployments, name)?.spec?.template.spec?.containers[0];
  const probe = container?.startupProbe;
  return {
    rules: scaleUpRulesOf(named(seen.autoscalers, name)?.spec?.behavior?.scaleUp, controller),
    startup: probe
      ? {
          seconds: (probe.initialDelaySeconds ?? 0) + (probe.periodSeconds ?? 10) * (probe.failureThreshold ?? 3),
          source: 'its startup probe',
        }
      : { seconds: null, source: 'it has no startup probe' },
    imagePresent: container?.image === undefined ? null : isPresent(container.image, seen.nodes),
  };
}

/** The API server fills in what a stage does not say, so that what is not there is not known. */
function scaleUpRulesOf(
  rules: V2HPAScalingRules | undefined,
  controller: readonly string[] | undefined,
): ScaleUpRules | null {
  if (!rules?.policies) return null;
  const { policies, selectPolicy = 'Max', stabilizationWindowSeconds = 0, tolerance } = rules;
  const ofAll = controller && flag(controller, 'horizontal-pod-autoscaler-tolerance');
  return {
    policies: policies.map(({ type, value, periodSeconds }) => ({
      type: type as ScaleUpRules['policies'][number]['type'],
      value,
      periodSeconds,
    })),
    select: selectPolicy as ScaleUpRules['select'],
    stabilizationSeconds: stabilizationWindowSeconds,
    tolerance: tolerance === undefined ? Number(ofAll ?? defaultTolerance) : ratio(tolerance),
  };
}

/** A quantity that is a share: `0.05` or `50m`. */
function ratio(quantity: string): number {
  return quantity.endsWith('m') ? Number(quantity.slice(0, -1)) / 1000 : Number(quantity);
}

function isPresent(image: string, nodes: readonly V1Node[] | undefined): boolean | null {
  const open = nodes?.filter(({ spec }) => !spec?.unschedulable && !isClosed(spec?.taints));
  if (!open || open.length === 0) return null;
  // A kubelet lists images with their registry, which a short name leaves out.
  return open.every(({ status }) =>
    (status?.images ?? []).some(({ names = [] }) =>
      names.some((known) => known === image || known.endsWith(`/${image}`)),
    ),
  );
}

function isClosed(taints: readonly { effect: string }[] = []): boolean {
  return taints.some(({ effect }) => effect === 'NoSchedule' || effect === 'NoExecute');
}
