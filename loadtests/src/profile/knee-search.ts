/** Where a search for the knee stands: the highest rate that stayed within bounds, as far as it is known. */
export interface KneeSearch {
  /** Tried first; requests per second, whole. */
  readonly start: number;
  /** No higher rate is tried. */
  readonly atMost: number;
  /** It is found once the lowest rate out of bounds is within this factor of it, e.g. 1.1. */
  readonly precision: number;
  /** The highest rate that stayed within bounds; null before there was one. */
  readonly within: number | null;
  /** The lowest rate that did not; null before there was one. */
  readonly beyond: number | null;
}

/** How much faster the next step is while none was out of bounds. */
const growth = 1.6;

export function kneeSearch(start: number, { atMost, precision }: Pick<KneeSearch, 'atMost' | 'precision'>): KneeSearch {
  return { start: Math.min(atMost, Math.max(1, Math.round(start))), atMost, precision, within: null, beyond: null };
}

/** The rate to try next: steps up until one is too much, then bisection; undefined once the knee is found. */
export function nextRate({ start, atMost, precision, within, beyond }: KneeSearch): number | undefined {
  if (within === null && beyond === null) return start;
  if (beyond === null) {
    const last = within ?? start;
    return last >= atMost ? undefined : Math.min(atMost, Math.ceil(last * growth));
  }
  if (within === null) return beyond <= 1 ? undefined : Math.max(1, Math.floor(beyond / 2));
  if (beyond <= within * precision || beyond - within <= 1) return undefined;
  // The geometric mean halves the factor that is left, which is what the precision is about.
  return Math.min(beyond - 1, Math.max(within + 1, Math.round(Math.sqrt(within * beyond))));
}

/** The same after a rate was tried. A rate counts once: where a higher one has held, what a lower one did stays out. */
export function afterTrial(search: KneeSearch, rate: number, isWithin: boolean): KneeSearch {
  return isWithin
    ? { ...search, within: Math.max(search.within ?? 0, rate) }
    : { ...search, beyond: Math.min(search.beyond ?? Infinity, rate) };
}
