import { loadBounds } from './bounds.ts';
import type { Phase } from './phase.ts';

/** One rate for as long as somebody needs it: ten minutes at most, and no more requests than any load may send. */
export function steadyPhase(ratePerSecond: number): Phase {
  return { name: 'steady', ratePerSecond, seconds: Math.min(600, Math.floor(loadBounds.requests / ratePerSecond)) };
}
