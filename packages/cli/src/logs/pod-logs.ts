import { setTimeout as sleep } from 'node:timers/promises';
import { UserError } from '@eks-practice/errors/user-error';
import { commandLine } from '../command-line.ts';
import type { KubernetesClient } from '../kubernetes/client.ts';
import { type LogExcerpt, type LogLine, type LoggingContainer, readPodLog } from './pod-log.ts';

/** Whose logs are read. */
export interface PodSelection {
  readonly client: Pick<KubernetesClient, 'core' | 'log'>;
  readonly namespace: string;
  readonly labelSelector: string;
}

export type OnPodLine = (pod: string, line: LogLine) => void;

/** How often pods that have come are looked for, in milliseconds. */
const interval = 1000;

/**
 * Reads what the pods have logged until now, and tells it in the order in which it was written.
 * @returns how many containers had a log
 */
export async function readPodLogs(pods: PodSelection, excerpt: LogExcerpt, onLine: OnPodLine): Promise<number> {
  const lines: { pod: string; line: LogLine }[] = [];
  const read = await Promise.all(
    (await containers(pods)).map((container) =>
      readPodLog(pods.client.log, container, excerpt, {
        onLine: (line) => lines.push({ pod: container.pod, line }),
      }),
    ),
  );
  lines.sort((a, b) => (a.line.at < b.line.at ? -1 : 1));
  for (const { pod, line } of lines) onLine(pod, line);
  return read.filter(Boolean).length;
}

/**
 * Tells what the pods log as they do, with those that come later, from their first line on.
 * @param excerpt of what the pods that are there now have logged until now
 * @returns at the signal, or when no pod is left
 * @throws {UserError} `cluster-gone` where the cluster that did answer does so no more
 */
export async function followPodLogs(
  pods: PodSelection,
  excerpt: LogExcerpt,
  onLine: OnPodLine,
  signal: AbortSignal,
): Promise<void> {
  const known = new Map<string, Followed>();
  while (!signal.aborted) {
    const present = await containers(pods).catch((error: unknown) => {
      throw known.size > 0 ? clusterGone(pods.namespace, error) : error;
    });
    if (present.length === 0) return;
    const isFirstLook = known.size === 0;
    for (const container of present) {
      const key = `${container.pod}/${container.container}`;
      const followed = known.get(key) ?? new Followed(container, isFirstLook ? excerpt : {});
      known.set(key, followed);
      followed.follow(pods.client, onLine, signal);
    }
    await sleep(interval, undefined, { signal }).catch(() => undefined);
  }
}

/** A container whose log is followed over its restarts, and over connections that end. */
class Followed {
  readonly #container: LoggingContainer;
  #excerpt: LogExcerpt;
  #last = '';
  #reading = false;

  constructor(container: LoggingContainer, excerpt: LogExcerpt) {
    this.#container = container;
    this.#excerpt = excerpt;
  }

  follow({ log }: PodSelection['client'], onLine: OnPodLine, signal: AbortSignal): void {
    if (this.#reading) return;
    this.#reading = true;
    const reader = {
      followUntil: signal,
      onLine: (line: LogLine): void => {
        // What was read before a connection ended comes again after it.
        if (line.at <= this.#last) return;
        this.#last = line.at;
        this.#excerpt = { sinceTime: line.at };
        onLine(this.#container.pod, line);
      },
    };
    void readPodLog(log, this.#container, this.#excerpt, reader)
      // The next look at the pods says what there is to say of a cluster that does not answer.
      .catch(() => undefined)
      .finally(() => (this.#reading = false));
  }
}

function clusterGone(stage: string, cause: unknown): UserError {
  return new UserError('The cluster does not answer any more.', {
    code: 'cluster-gone',
    remedy: `\`${commandLine('status', stage)}\` shows how it stands.`,
    cause,
  });
}

async function containers({ client, namespace, labelSelector }: PodSelection): Promise<LoggingContainer[]> {
  const { items } = await client.core.listNamespacedPod({ namespace, labelSelector });
  return items.flatMap(({ metadata, spec }) =>
    (spec?.containers ?? []).map(({ name }) => ({ namespace, pod: metadata?.name ?? '', container: name })),
  );
}
