/** A stretch of time with one arrival rate. */
export interface Phase {
  /** Unique within a run; names the k6 scenario, and so tags its requests. */
  readonly name: string;
  /** Requests that start per second; whole, as k6 wants it. */
  readonly ratePerSecond: number;
  readonly seconds: number;
}

/** How long every request of a phase may take before one cannot start, in seconds: the api's own deadline. */
const tolerableSeconds = 2;

/** Each is set up beforehand and takes k6 about a megabyte. At the highest rates they bear the latency's bound, 0.5 s. */
const mostUsers = 1_000;

/** How many requests of a phase may be in flight at once (Little's law: rate x time); k6's virtual users. */
export function virtualUsers({ ratePerSecond }: Pick<Phase, 'ratePerSecond'>): number {
  return Math.min(mostUsers, Math.max(10, ratePerSecond * tolerableSeconds));
}

/** Whether the load steps up with this phase: what autoscalers do is told in seconds from its first request. */
export function isStep(phase: string): boolean {
  return phase === 'peak' || phase === 'spike';
}

/** The phase that a load is about: the one that it steps up to, else its last. */
export function mainPhase<P extends Pick<Phase, 'name'>>(phases: readonly P[]): P | undefined {
  return phases.find(({ name }) => isStep(name)) ?? phases.at(-1);
}
