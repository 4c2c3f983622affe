import type { App } from '@eks-practice/stages/stage';

/** An environment on GitHub whose jobs may deploy. */
export interface DeliveryEnvironment {
  readonly name: string;
  /** The git refs whose jobs it is for; `*` stands for anything. */
  readonly refs: readonly string[];
  /** The stages that its jobs deploy and remove; `*` stands for anything. */
  readonly stages: readonly string[];
}

const main = 'refs/heads/main';
const ofPullRequests = 'pr-*';

/** The environments of a cluster: one for each of its stages, and one for the stages of pull requests where they are in it. */
export function deliveryEnvironments(cluster: string, { stages, previews }: App): DeliveryEnvironment[] {
  const own = Object.values(stages).filter((stage) => stage.cluster.name === cluster);
  const hasPreviews = (stage: string): boolean => stage === previews?.from;
  return [
    ...own.map(({ name }) => ({
      name,
      refs: [main],
      // Its sweep removes the stages of pull requests.
      stages: hasPreviews(name) ? [name, ofPullRequests] : [name],
    })),
    // Where a pull request was merged, GitHub runs what follows its end for the branch that it went to.
    ...(own.some(({ name }) => hasPreviews(name))
      ? [{ name: 'preview', refs: ['refs/pull/*/merge', main], stages: [ofPullRequests] }]
      : []),
  ];
}
