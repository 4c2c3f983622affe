import type { V1Pod } from '@kubernetes/client-node';

/** A pod's own reason for not being ready, in Kubernetes' words; undefined where it is ready or going. */
export function whyNotReady({ metadata, status }: V1Pod): string | undefined {
  if (metadata?.deletionTimestamp !== undefined) return undefined;
  const conditions = status?.conditions ?? [];
  if (conditions.some(({ type, status: is }) => type === 'Ready' && is === 'True')) return undefined;
  const unscheduled = conditions.find(({ type, status: is }) => type === 'PodScheduled' && is === 'False');
  if (unscheduled) return `cannot be scheduled: ${unscheduled.message ?? unscheduled.reason ?? 'no reason given'}`;
  for (const { state, lastState, restartCount } of status?.containerStatuses ?? []) {
    const ended = state?.terminated ?? lastState?.terminated;
    if (ended)
      return `ended with exit code ${ended.exitCode} (${ended.reason ?? 'no reason given'}), ${restartCount} restarts`;
    if (state?.waiting) return [state.waiting.reason, state.waiting.message].filter(Boolean).join(': ');
  }
  return conditions.find(({ status: is, message }) => is === 'False' && message)?.message ?? 'it is starting';
}
