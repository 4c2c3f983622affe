import { Metrics, type KubeConfig } from '@kubernetes/client-node';
import { failureReason } from '../failure-reason.ts';
import { now } from '../clock.ts';
import { observeCpu } from './observe-cpu.ts';
import { observeMemory } from './observe-wear.ts';
import type { Workloads } from './observe.ts';
import type { Recording } from './recording.ts';
import { withinDeadline } from './within-deadline.ts';

/** metrics-server has news every 15 s; asking more often only learns of it earlier, and a calibration waits for it. */
const pollMs = 3_000;

/** A question that takes longer than this counts as a gap. */
const deadlineMs = 10_000;

export interface CpuPollOptions {
  readonly config: KubeConfig;
  readonly namespace: string;
  readonly workloads: Workloads;
  readonly clusterAheadMs: number;
  readonly recording: Recording;
}

/**
 * Reads the pods' use of CPU and memory again and again. There is no watch for it: metrics-server offers lists only.
 * @returns what ends it
 */
export function pollCpu({ config, namespace, workloads, clusterAheadMs, recording }: CpuPollOptions): () => void {
  const metrics = new Metrics(config);
  const read = async (): Promise<void> => {
    const gap = recording.gaps.findLast(({ source, to }) => source === 'podmetrics' && to === null);
    try {
      const { items } = await withinDeadline(metrics.getPodMetrics(namespace), deadlineMs);
      observeCpu(recording, workloads, items, clusterAheadMs);
      observeMemory(recording, workloads, items, clusterAheadMs);
      if (gap) gap.to = now();
    } catch (error) {
      if (!gap) recording.gaps.push({ source: 'podmetrics', from: now(), to: null, why: failureReason(error) });
    }
  };
  let ended = false;
  let timer: NodeJS.Timeout | undefined;
  const again = async (): Promise<void> => {
    await read();
    if (!ended) timer = setTimeout(() => void again(), pollMs);
  };
  void again();
  return () => {
    ended = true;
    clearTimeout(timer);
  };
}
