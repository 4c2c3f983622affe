import type { Verdict } from '../exit-code.ts';
import type { RequestTotals } from '../k6-run/totals.ts';
import type { AttributedFailure } from '../failures/attribute-failures.ts';

/** How a drill came out: what was to happen to the stage's users when something was done to the stage, and what did. */
export interface DrillResult {
  /** As the command line has it, e.g. `rolling-update`. */
  readonly name: string;
  /** What is done to the stage, as a sentence. */
  readonly summary: string;
  /** What should happen, as a sentence. */
  readonly should: string;
  /** What did, as a sentence with its figures. */
  readonly did: string;
  readonly verdict: Verdict;
  readonly loads: readonly DrillLoad[];
  /** The same with what protects from it taken away; it must go wrong, or the drill proves nothing. Null where there is none. */
  readonly control: DrillControlResult | null;
}

export interface DrillControlResult extends Pick<DrillResult, 'should' | 'did' | 'loads'> {
  /** What is taken away, as a sentence. */
  readonly summary: string;
  /** `pass` where it went wrong, as it must. */
  readonly verdict: Verdict;
}

/** What a load that ran beside a drill met. */
export interface DrillLoad {
  /** `reused`: each virtual user keeps its connection; `new`: one for each request. */
  readonly connections: 'reused' | 'new';
  readonly requests: RequestTotals;
  /** Each failed request, with what happened nearest to it. */
  readonly failures: readonly AttributedFailure[];
}
