import { KubeConfig, KubernetesObjectApi, PatchStrategy } from '@kubernetes/client-node';
import { assertBounded, p95BoundMs } from '../profile/bounds.ts';
import type { Phase } from '../profile/phase.ts';
import type { SentLoad } from '../run/evidence.ts';
import type { RunContext } from '../run/run-context.ts';
import { followStatus } from '../run/follow-status.ts';
import type { ScenarioName } from '../scenario-name.ts';
import type { ScenarioSettings } from '../scenarios/settings.ts';
import { archiveScenario } from './archive.ts';
import { mergeRunners } from './merge-runners.ts';
import { readRunner } from './runner-log.ts';
import { readRunnerPods } from './runner-pods.ts';
import { type KubernetesManifest, loadNamespace, runnerImage, testRunObjects } from './test-run.ts';
import { waitForRunners } from './wait-for-runners.ts';

export interface RunnersLoad {
  readonly scenario: ScenarioName;
  /** Of all runners together. */
  readonly phases: readonly [Phase, ...Phase[]];
  readonly runners: number;
}

/**
 * Has runners in the cluster send a load, through k6-operator, and joins what they hand over once they have ended.
 * @throws {RangeError} where a runner would send more than any k6 of this project does
 * @throws {RunInvalid} where they do not come to their end, or hand over less than they sent
 */
export async function sendByRunners(
  context: RunContext,
  { phases, runners, scenario }: RunnersLoad,
): Promise<SentLoad> {
  assertBounded(phases.map((phase) => ({ ...phase, ratePerSecond: Math.ceil(phase.ratePerSecond / runners) })));
  const { directory, k6, progress, recorder, target } = context;
  const settings: Omit<ScenarioSettings, 'summaryFile' | 'runners'> = {
    ...{ url: urlInCluster(target), service: target.service, connections: 'new', phases, p95BoundMs },
  };
  const archive = await archiveScenario({
    ...{ k6, scenario, directory },
    settings: { ...settings, runners, summaryFile: '' },
  });
  const namespace = loadNamespace(target.stage, Date.now());
  const objects = testRunObjects({ namespace, name: scenario, runners, image: await runnerImage(k6), archive });
  const config = new KubeConfig();
  config.loadFromFile(target.kubeconfigPath);
  const seconds = phases.reduce((sum, phase) => sum + phase.seconds, 0);
  const quiet = followStatus(context, [{ name: `${runners} runners`, seconds, atMost: false }]);
  try {
    await apply(config, objects);
    const { signal } = context;
    const pods = await waitForRunners({ config, namespace, name: scenario, runners, seconds, signal, progress });
    const logs = (await readRunnerPods(config, pods)).map((pod) => readRunner(pod, recorder.cluster.aheadMs));
    return { phases, runners, ...mergeRunners(logs, runners, settings) };
  } finally {
    quiet();
    // Everything is in it that the operator has made; a load that is still under way ends with its pods.
    await remove(config, objects.slice(0, 1));
  }
}

async function apply(config: KubeConfig, objects: readonly KubernetesManifest[]): Promise<void> {
  const api = KubernetesObjectApi.makeApiClient(config);
  // One after another, in their order: the namespace before what is in it.
  for (const object of objects) {
    await api.patch(object, undefined, undefined, 'eks-practice', true, PatchStrategy.ServerSideApply);
  }
}

/** A cluster that does not answer any more must not hide why the load broke off. */
async function remove(config: KubeConfig, objects: readonly KubernetesManifest[]): Promise<void> {
  const api = KubernetesObjectApi.makeApiClient(config);
  for (const object of objects) await api.delete(object).catch(() => undefined);
}

/** The stage's own Service: what the runners send stays in the cluster, and goes through no load balancer. */
function urlInCluster({ service, stage }: RunContext['target']): string {
  return `http://${service}-service.${stage.name}.svc.cluster.local`;
}
