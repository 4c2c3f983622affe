import { type DeployKind, type StepFigures, deployKinds } from '../results.ts';
import { spreadOf } from '../spread.ts';

/** Seconds of each step in each round, by its title. */
export type StepRounds = Readonly<Record<DeployKind, readonly ReadonlyMap<string, number>[]>>;

/** What the steps of a deploy took, in the order in which they run; a kind that has not a step lacks it. */
export function stepFigures(rounds: StepRounds): StepFigures[] {
  const titles = new Set(deployKinds.flatMap((kind) => rounds[kind].flatMap((times) => [...times.keys()])));
  return [...titles].map((title) => {
    const spreads = deployKinds.flatMap((kind) => {
      const seconds = rounds[kind].flatMap((times) => times.get(title) ?? []);
      return seconds.length === 0 ? [] : [[kind, spreadOf(seconds)] as const];
    });
    return { title, ...Object.fromEntries(spreads) };
  });
}
