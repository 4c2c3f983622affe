import { thisMachine } from './measurement.ts';
import type { Parts, Profiles, Results } from './results.ts';

/** The figures of this run over those of earlier ones: what was not measured keeps its old figures, and their date. */
export function mergeResults(
  before: Results | undefined,
  measured: Parts,
  profileBefore: Profiles | undefined = before?.profileBefore,
): Results {
  const parts: Parts = { ...before?.parts, ...measured };
  return {
    schemaVersion: 1,
    machine: thisMachine(),
    ratios: { ...parts.requests?.ratios, ...parts.start?.ratios },
    parts,
    ...(profileBefore === undefined ? {} : { profileBefore }),
  };
}
