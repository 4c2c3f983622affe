import { type KubeConfig, VersionApi } from '@kubernetes/client-node';
import { now } from '../clock.ts';

export interface ClusterInfo {
  /** e.g. `v1.36.3`. */
  readonly version: string;
  /** How far the cluster's clock is ahead of this one, in milliseconds; 0 where the two cannot be told apart. */
  readonly aheadMs: number;
}

/** An HTTP date is cut to the second, so half a second is what it is late on average, and as much may be chance. */
const dateIsLateMs = 500;
const indistinctMs = 1_000;

/**
 * Asks the API server who it is and what time it has: metrics-server's times are by its clock, not this one.
 * @throws where it does not answer
 */
export async function clusterInfo(config: KubeConfig): Promise<ClusterInfo> {
  const asked = now();
  const { data, headers } = await config.makeApiClient(VersionApi).getCodeWithHttpInfo();
  const answered = now();
  return { version: data.gitVersion, aheadMs: clockAhead(headers.date, (asked + answered) / 2) };
}

/** How far the clock that wrote an HTTP date is ahead of one that read `here` at that time, in milliseconds. */
export function clockAhead(date: string | undefined, here: number): number {
  const ahead = date === undefined ? 0 : Date.parse(date) + dateIsLateMs - here;
  return Math.abs(ahead) <= indistinctMs ? 0 : ahead;
}
