import type { SentLoad } from './evidence.ts';

/** One load after another, as the report shows them; how the first one ended stands for both. */
export function joinedLoads(earlier: SentLoad, { log, phases }: SentLoad): SentLoad {
  const requests = [...earlier.log.requests, ...log.requests];
  const drops = [...earlier.log.drops, ...log.drops];
  const served = new Map([...earlier.log.served, ...log.served]);
  return { phases: [...earlier.phases, ...phases], log: { requests, drops, served }, outcome: earlier.outcome };
}
