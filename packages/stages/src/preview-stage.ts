import type { App, Stage } from './stage.ts';

/** The number of the pull request that a stage of that name belongs to, or undefined. */
export function previewNumber(name: string): number | undefined {
  const [, digits] = /^pr-([1-9]\d{0,6})$/.exec(name) ?? [];
  return digits === undefined ? undefined : Number(digits);
}

/** The stage of a pull request: as the one it is made from, in a namespace of its own, for a time. */
export function previewStage(name: string, { stages, previews }: App): Stage | undefined {
  if (!previews || !Object.hasOwn(stages, previews.from) || previewNumber(name) === undefined) return undefined;
  const from = stages[previews.from] as Stage;
  return { ...from, name, protected: false, timeToLiveHours: previews.timeToLiveHours };
}
