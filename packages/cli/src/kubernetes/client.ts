import { readFile } from 'node:fs/promises';
import { UserError, messageOf } from '@eks-practice/errors/user-error';
import { AppsV1Api, AutoscalingV2Api, CoreV1Api, KubeConfig, KubernetesObjectApi, Log } from '@kubernetes/client-node';
import { commandLine } from '../command-line.ts';

/** The Kubernetes API, as far as the tool uses it. */
export interface KubernetesClient {
  readonly objects: KubernetesObjectApi;
  readonly core: CoreV1Api;
  readonly apps: AppsV1Api;
  readonly autoscaling: AutoscalingV2Api;
  readonly log: Log;
}

/** Connects as the kubeconfig file says, with its current context. */
export async function kubernetesClient(kubeconfigPath: string): Promise<KubernetesClient> {
  const config = new KubeConfig();
  config.loadFromString(await readFile(kubeconfigPath, 'utf8'));
  return clientOf(config);
}

/**
 * The API by a configuration, which from then on is asked in bounded time: an API server that hangs keeps its connections
 * open, and whoever asks over one would wait for minutes.
 * @param answerMs how long an answer may take, in milliseconds
 */
export function clientOf(config: KubeConfig, answerMs = 30_000): KubernetesClient {
  const authenticate = config.applySecurityAuthentication.bind(config);
  config.applySecurityAuthentication = async (request) => {
    const late = new AbortController();
    // As fetch itself fails: the client changes the message of some errors, which one of `AbortSignal.timeout` does not allow.
    const error = new TypeError('fetch failed', { cause: new Error(`no answer within ${answerMs / 1000} s`) });
    setTimeout(() => late.abort(error), answerMs).unref();
    request.setSignal(late.signal);
    await authenticate(request);
  };
  return {
    objects: KubernetesObjectApi.makeApiClient(config),
    core: config.makeApiClient(CoreV1Api),
    apps: config.makeApiClient(AppsV1Api),
    autoscaling: config.makeApiClient(AutoscalingV2Api),
    log: new Log(config),
  };
}

/** Whether the API server's answer was 404. */
export function isMissing(error: unknown): boolean {
  return (error as { code?: number } | undefined)?.code === 404;
}

/**
 * @param stage whose cluster was asked
 * @throws {UserError} `kubernetes-unreachable` in place of an error of the network, `kubernetes-denied` where it lets nobody in
 */
export async function answered<T>(answer: Promise<T>, stage = 'local'): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    throw mistakeOf(error, stage) ?? error;
  }
}

function mistakeOf(error: unknown, stage: string): UserError | undefined {
  const deploy = commandLine('deploy', stage);
  if (isUnreachable(error)) {
    return new UserError(`The Kubernetes API does not answer: ${messageOf((error as Error).cause ?? error)}.`, {
      code: 'kubernetes-unreachable',
      remedy: `It may be starting, or the node be busy: try again. If it stays away: ${deploy}`,
      cause: error,
    });
  }
  const { code } = (error ?? {}) as { code?: unknown };
  if (code !== 401 && code !== 403) return undefined;
  return new UserError(`The Kubernetes API of stage ${stage} does not take who asks (${code}).`, {
    code: 'kubernetes-denied',
    remedy: `The cluster was made anew, or who may work in it was changed there: ${deploy}; on EKS \`cluster deploy\` first.`,
    cause: error,
  });
}

/** Whether the API server gave no answer: nothing listens, the connection broke, or it hangs. */
export function isUnreachable(error: unknown): boolean {
  // The client may have put before it what it was about to fetch.
  return error instanceof TypeError && error.message.endsWith('fetch failed');
}
