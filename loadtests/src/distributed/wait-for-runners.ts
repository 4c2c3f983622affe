import { setTimeout as delay } from 'node:timers/promises';
import { CustomObjectsApi, type KubeConfig, type V1Pod } from '@kubernetes/client-node';
import { type Progress, withoutRepeats } from '@eks-practice/machine/progress';
import { RunInvalid } from '../run-invalid.ts';
import { listRunners, runnersState } from './runner-pods.ts';

export interface WaitForRunnersOptions {
  readonly config: KubeConfig;
  readonly namespace: string;
  /** The TestRun's. */
  readonly name: string;
  readonly runners: number;
  /** How long the load itself lasts. */
  readonly seconds: number;
  readonly signal: AbortSignal | undefined;
  readonly progress: Progress;
}

/** What the operator has to make pods, images to be pulled, and the last requests to end, in seconds. */
const aroundSeconds = 420;

const everyMs = 2_000;

/**
 * Waits until every runner's pod has ended, however.
 * @throws {RunInvalid} where the operator gives up, or they do not come or end in time
 */
export async function waitForRunners(options: WaitForRunnersOptions): Promise<V1Pod[]> {
  const { config, name, namespace, progress, runners, seconds, signal } = options;
  const deadline = performance.now() + (seconds + aroundSeconds) * 1000;
  const tell = withoutRepeats(progress);
  for (;;) {
    signal?.throwIfAborted();
    const pods = await listRunners(config, namespace, name);
    const { ended, started } = runnersState(pods);
    if (pods.length >= runners && ended === pods.length) return pods;
    const stage = await stageOf(config, namespace, name);
    const news = `runners: ${started} of ${runners} started, ${ended} ended (TestRun ${stage ?? 'not seen by the operator yet'})`;
    tell(news);
    if (stage === 'error') throw new RunInvalid(`k6-operator gave up on the TestRun: see its log, and ${news}.`);
    if (performance.now() > deadline) throw new RunInvalid(`The load did not come to its end in time; ${news}.`);
    await delay(everyMs, undefined, signal ? { signal } : {}).catch(() => undefined);
  }
}

/** `status.stage` of the TestRun, e.g. `started`; undefined before the operator has seen it. */
async function stageOf(config: KubeConfig, namespace: string, name: string): Promise<string | undefined> {
  const of = { group: 'k6.io', version: 'v1alpha1', plural: 'testruns', namespace, name };
  const found = (await config.makeApiClient(CustomObjectsApi).getNamespacedCustomObject(of)) as {
    readonly status?: { readonly stage?: string };
  };
  return found.status?.stage;
}
