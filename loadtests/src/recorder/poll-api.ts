import { setTimeout as delay } from 'node:timers/promises';
import { type KubeConfig, VersionApi } from '@kubernetes/client-node';
import { now } from '../clock.ts';
import { failureReason } from '../failure-reason.ts';
import type { Recording } from './recording.ts';
import { withinDeadline } from './within-deadline.ts';

/** Often enough that a gap is known by some seconds, and nothing beside what the watches cost. */
const pollMs = 1_000;

/** An API server that needs longer for its version does not send its watches what happens either. */
const deadlineMs = 3_000;

/**
 * Asks the API server again and again whether it still answers: one that hangs, or a network that swallows packets, leaves the
 * watches open, and silence looks like a stage in which nothing happens.
 * @returns what ends it
 */
export function pollApi(config: KubeConfig, recording: Recording): () => void {
  const api = config.makeApiClient(VersionApi);
  const end = new AbortController();
  const look = async (): Promise<void> => {
    const from = now();
    const gap = recording.gaps.findLast(({ source, to }) => source === 'the Kubernetes API' && to === null);
    try {
      await withinDeadline(api.getCode(), deadlineMs);
      if (gap) gap.to = now();
    } catch (error) {
      if (end.signal.aborted || gap) return;
      recording.gaps.push({ source: 'the Kubernetes API', from, to: null, why: failureReason(error) });
    }
  };
  void (async () => {
    while (!end.signal.aborted) {
      await look();
      await delay(pollMs, undefined, { signal: end.signal }).catch(() => undefined);
    }
  })();
  return () => end.abort();
}
