import type { ObjectChange } from '@eks-practice/aws/diff/object-changes';
import type { ResourceChange } from '@eks-practice/aws/diff/resource-changes';
import type { Progress } from '@eks-practice/machine/progress';
import { isOnEks } from '@eks-practice/stages/stage';
import type { Place } from '../place/place.ts';

/** What a deploy of a stage would change. */
export interface StageDiff {
  readonly stage: string;
  readonly cluster: string;
  /** Its CloudFormation stack's name; null for a stage on this machine. */
  readonly stack: string | null;
  /** Whether there is anything to compare with; where not, everything is created. */
  readonly deployed: boolean;
  readonly aws: readonly ResourceChange[];
  readonly kubernetes: readonly ObjectChange[];
}

/** Image references by service. */
export type Images = Readonly<Record<string, string>>;

/** How a stage is held against what is deployed of it. Neither part changes anything there. */
export interface Comparison {
  /** Builds the images as a deploy would: their tags are part of what would change. */
  build(progress: Progress): Promise<Images>;
  compare(images: Images): Promise<StageDiff>;
}

/** What only one kind of cluster needs is loaded for it alone. */
export async function comparisonOf(place: Place): Promise<Comparison> {
  const { stage } = place;
  if (!isOnEks(stage)) return (await import('./local-diff.ts')).localComparison(place);
  return (await import('./eks-diff.ts')).eksComparison(stage, place);
}

/** The exit codes of `diff`, as those of diff(1); 2 is a mistake's. */
export function diffExitCode({ aws, kubernetes }: Pick<StageDiff, 'aws' | 'kubernetes'>): 0 | 1 {
  return aws.length + kubernetes.length === 0 ? 0 : 1;
}
